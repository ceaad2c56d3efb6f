import { account } from '../locales/en/account.ts'
import type { Catalogue, Words } from '../locales/en.ts'

/** The words of signing in and up. Only code that is fetched later may ask for them: English ones come with it. */
export const accountWords = (words: Words): Catalogue['account'] => words.account ?? account
