import { shell } from '../locales/en/shell.ts'

export type ShellWords = typeof shell

/** The words of the shell, in the person's language: the one place where the shell takes them from. */
export const useShellWords = (): ShellWords => shell
