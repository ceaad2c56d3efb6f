/** The pages of the settings, in the order of their list. */
export const ownSections = ['profile', 'appearance', 'language', 'keyboard', 'notifications', 'sessions', 'groups', 'emoji'] as const
export const adminSections = ['workspace', 'invites', 'people'] as const
const sections = [...ownSections, ...adminSections]
export type SettingsSection = (typeof sections)[number]

export const sectionOf = (place: string | undefined): SettingsSection | null => sections.find((name) => name === place) ?? null
export const settingsPath = (section: SettingsSection): string => `/settings/${section}`
export const isForAdmins = (section: SettingsSection): boolean => adminSections.some((name) => name === section)
