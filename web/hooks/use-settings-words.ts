import { settings } from '../locales/en/settings.ts'

/** The words of the settings, the first run and the empty states. */
export const useSettingsWords = (): typeof settings => settings
