import { people } from '../locales/en/people.ts'
import type { Catalogue } from '../locales/en.ts'
import { useWords } from './use-words.ts'

/** The words of statuses, receipts, rules and polls. Only code that is fetched later may ask for them: English ones come with it. */
export const usePeopleWords = (): Catalogue['people'] => useWords().people ?? people
