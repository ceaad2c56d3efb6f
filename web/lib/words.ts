import { en, type Words } from '../locales/en.ts'
import { formatLocale, type Language, markPage } from './locale.ts'
import { type Formats, formatsOf } from './time.ts'

export interface Spoken {
  words: Words
  formats: Formats
}

/** English is always here; other languages are fetched when they are spoken. */
const catalogues: Record<Language, () => Promise<Words>> = {
  en: async () => en,
  de: async () => (await import('../locales/de.ts')).de,
  pseudo: async () => (await import('../locales/pseudo.ts')).pseudo,
  'pseudo-rtl': async () => (await import('../locales/pseudo.ts')).pseudo,
}

const english: Spoken = { words: en, formats: formatsOf('en', en.times) }
let spoken = english
let wanted: Language = 'en'
const listeners = new Set<() => void>()

/** What is said now; for code outside of components. A component asks `useWords`, and is drawn again when the language changes. */
export const spokenNow = (): Spoken => spoken
export const wordsNow = (): Words => spoken.words

export function onLanguage(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Speaks another language as soon as its words are here. Where they cannot be fetched, it is English: better understood than silent. */
export async function speak(language: Language): Promise<void> {
  wanted = language
  const [found, words] = await catalogues[language]().then(
    (catalogue) => [language, catalogue] as const,
    () => ['en', en] as const,
  )
  if (wanted !== language) return
  spoken = { words, formats: formatsOf(formatLocale(found), words.times) }
  markPage(found)
  for (const listener of listeners) listener()
}
