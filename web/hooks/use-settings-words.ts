import { settings } from '../locales/en/settings.ts'
import type { Catalogue } from '../locales/en.ts'
import { useWords } from './use-words.ts'

/** The words of the settings, the first run and the empty states. Only code that is fetched later may ask for them: English ones come with it. */
export const useSettingsWords = (): Catalogue['settings'] => useWords().settings ?? settings
