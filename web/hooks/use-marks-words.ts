import { marks } from '../locales/en/marks.ts'
import type { Catalogue } from '../locales/en.ts'
import { useWords } from './use-words.ts'

/** The words of what stands on a message. Only code that is fetched later may ask for them: English ones come with it. */
export const useMarksWords = (): Catalogue['marks'] => useWords().marks ?? marks
