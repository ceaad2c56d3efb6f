import { createContext, use } from 'react'
import type { Formats } from '../lib/time.ts'
import { type Spoken, spokenNow } from '../lib/words.ts'
import type { Words } from '../locales/en.ts'

/** The language of all that is drawn below: one place listens for another, and not each of a thousand words (`components/spoken.tsx`). */
export const SpokenContext = createContext<Spoken | null>(null)

const useSpoken = (): Spoken => use(SpokenContext) ?? spokenNow()

/** What the client says, in the language chosen; drawn again when another is. */
export const useWords = (): Words => useSpoken().words

/** Times, dates and numbers in that language. */
export const useFormats = (): Formats => useSpoken().formats
