import type { ErrorCode } from '@parley/protocol'
import { counting } from '../plural.ts'

const count = counting('en')

/** Words that stand in many places, and what is said when nothing can be shown. */
export const general = {
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  back: 'Back',
  reload: 'Reload',
  tryAgain: 'Try again',
  private: 'Private',
  name: 'Name',
  loading: 'Loading',
  loadingMessages: 'Loading messages',
  members: (members: number) => count(members, { one: '# member', other: '# members' }),
  atLeast: (characters: number) => count(characters, { one: 'At least # character', other: 'At least # characters' }),
  atMost: (characters: number) => count(characters, { one: 'At most # character', other: 'At most # characters' }),
  thisConversation: 'This conversation',
  thisMessage: 'This message',
  notShown: (what: string) => `${what} could not be shown.`,
  stumbled: (what: string) => `${what} stumbled`,
  nothingLost: 'Nothing that was sent is lost, and neither is your draft.',
  unreachable: 'Parley cannot be reached',
  pickTitle: 'Pick a conversation',
  pickWords: 'Everything that was said is on the left. Or begin something.',
  missingTitle: 'There is nothing here',
  missingWords: 'This conversation does not exist, or it is not yours to read.',
}

/** How the connection stands. */
export const status = {
  connecting: 'Connecting…',
  catchingUp: 'Catching up…',
  updated: 'Parley was updated.',
  offline: 'Offline.',
  tryNow: 'Try now',
  tryingIn: (seconds: number) => count(seconds, { other: 'Trying again in # s' }),
  trying: 'Trying again…',
}

export const times = {
  today: 'Today',
  yesterday: 'Yesterday',
  justNow: 'just now',
  minutesAgo: (minutes: number) => count(minutes, { one: '# minute ago', other: '# minutes ago' }),
  hourAgo: 'an hour ago',
  hoursAgo: (hours: number) => count(hours, { one: '# hour ago', other: '# hours ago' }),
}

/** What the server says in English, in another language: by its sentence, in which a star is any name or number; */
const reasons: Record<string, string> = {}
/** and where the sentence is not known, by its code. */
const codes: Partial<Record<ErrorCode, string>> = {}

/** Failures whose code says it all; every other one is told in the server's own words, as far as the language has no others. */
export const errors = {
  reasons,
  codes,
  unavailable: 'The server cannot be reached. What you wrote is still here.',
  internal: 'Something went wrong here',
  storage_full: 'The disk of the server is full; nothing was written. Try again when there is room',
  unknown: 'Something went wrong. Try again.',
}
