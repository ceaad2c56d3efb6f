import { writing } from '../locales/en/writing.ts'

/** What is said where one writes. */
export const useWritingWords = (): typeof writing => writing
