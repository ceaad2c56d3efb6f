import { counting } from '../plural.ts'

const count = counting('en')

/** Moving through what was said. */
export const history = {
  jumpToDate: 'Jump to date',
  dayWith: (day: string) => `${day}. Jump to date`,
  beginning: 'Beginning',
  lastWeek: 'A week ago',
  lastMonth: 'A month ago',
  date: 'Date',
  go: 'Go',
  newAbove: (messages: number) => count(messages, { one: '# new message', other: '# new messages' }),
  dismiss: 'Dismiss',
  rail: 'Place in the history',
  place: (seq: string, last: string) => `Message ${seq} of ${last}`,
}
