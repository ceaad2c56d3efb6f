import { panes } from '../locales/en/panes.ts'
import type { Catalogue } from '../locales/en.ts'
import { useWords } from './use-words.ts'

/** The words of the shell with those of its panes and questions. Only code that is fetched later may ask for them: English ones come with it. */
export function usePaneWords(): Catalogue['shell'] & Catalogue['panes'] {
  const words = useWords()
  return { ...words.shell, ...(words.panes ?? panes) }
}
