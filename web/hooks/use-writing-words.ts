import type { Catalogue } from '../locales/en.ts'
import { useWords } from './use-words.ts'

/** The words around writing, in the person's language. */
export const useWritingWords = (): Catalogue['writing'] => useWords().writing
