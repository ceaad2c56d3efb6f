import { dialogs } from '../locales/en/dialogs.ts'
import type { Catalogue } from '../locales/en.ts'
import { useWords } from './use-words.ts'

/** The words of dialogs and of the list of shortcuts. Only code that is fetched later may ask for them: English ones come with it. */
export const useDialogWords = (): Catalogue['dialogs'] => useWords().dialogs ?? dialogs
