import type { Entry } from '@parley/client'

/** What the dialog that opens next is about: dialogs are opened by name, from a menu that is gone when they stand. */
export const about: { entry: Entry | null; channelId: string; words: string; sent: () => void } = { entry: null, channelId: '', words: '', sent: () => {} }
