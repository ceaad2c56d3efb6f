import { useSyncExternalStore } from 'react'
import type { Formats } from '../lib/time.ts'
import { onLanguage, spokenNow } from '../lib/words.ts'
import type { Words } from '../locales/en.ts'

const useSpoken = () => useSyncExternalStore(onLanguage, spokenNow, spokenNow)

/** What the client says, in the language chosen; drawn again when another is. */
export const useWords = (): Words => useSpoken().words

/** Times, dates and numbers in that language. */
export const useFormats = (): Formats => useSpoken().formats
