import { useWords } from '../hooks/use-words.ts'
import type { Catalogue } from '../locales/en.ts'

export type ShellWords = Catalogue['shell']

/** The words of the shell, in the person's language. */
export const useShellWords = (): ShellWords => useWords().shell
