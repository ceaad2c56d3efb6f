import type { history as source } from '../en/history.ts'
import { counting } from '../plural.ts'

const count = counting('de')

export const history = {
  jumpToDate: 'Zu einem Datum springen',
  dayWith: (day: string) => `${day}. Zu einem Datum springen`,
  beginning: 'Zum Anfang',
  lastWeek: 'Vor einer Woche',
  lastMonth: 'Vor einem Monat',
  date: 'Datum',
  go: 'Los',
  newAbove: (messages: number) => count(messages, { one: '# neue Nachricht', other: '# neue Nachrichten' }),
  dismiss: 'Ausblenden',
  rail: 'Stelle im Verlauf',
  place: (seq: string, last: string) => `Nachricht ${seq} von ${last}`,
} satisfies typeof source
