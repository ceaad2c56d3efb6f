import type { markdown as source } from '../en/markdown.ts'

export const markdown = {
  copy: 'Kopieren',
  copied: 'Kopiert',
  copyCode: 'Code kopieren',
  spoiler: 'Verdeckt',
  code: 'Quelltext',
  table: 'Tabelle',
  done: 'Erledigt',
  open: 'Offen',
} satisfies typeof source
