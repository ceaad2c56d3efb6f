import type { Catalogue } from '../en.ts'

export const jump = {
  results: 'Ergebnisse',
  searching: 'Suche läuft …',
  nothing: 'Nichts gefunden.',
  groups: { conversations: 'Unterhaltungen', people: 'Personen', messages: 'Nachrichten' },
} satisfies Catalogue['jump']
