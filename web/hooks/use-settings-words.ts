import type { Catalogue } from '../locales/en.ts'
import { useWords } from './use-words.ts'

/** The words of the settings, the first run and the empty states. */
export const useSettingsWords = (): Catalogue['settings'] => useWords().settings
