import { threads } from '../locales/en/threads.ts'
import type { Catalogue } from '../locales/en.ts'
import { useWords } from './use-words.ts'

/** The words of threads and of the inbox. Only code that is fetched later may ask for them: English ones come with it. */
export const useThreadWords = (): Catalogue['threads'] => useWords().threads ?? threads
