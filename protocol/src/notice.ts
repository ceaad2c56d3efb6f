import type { Membership, Preferences } from './index.ts'

/** What there is to know of one person before one message. */
export interface Before {
  now: number
  message: {
    isOwn: boolean
    deleted: boolean
    content: string
    priority: 'important' | 'urgent' | null
    /** How it names the person, the closest way there is. */
    named: 'person' | 'group' | 'channel' | 'here' | null
  }
  place: 'direct' | 'channel' | 'thread'
  /** Null for who only looks at a public channel, or may not read it at all. */
  membership: Pick<Membership, 'level' | 'muted'> | null
  /** Whether the read mark stands at or above it. */
  read: boolean
  /** Whether the person looks at this very conversation. */
  open: boolean
  presence: 'online' | 'away' | 'offline'
  /** Other devices that take pushes, and whether there is an address and a way to it. */
  devices: number
  mailable: boolean
  preferences: Preferences
}

/** Why, in the order it was decided. The last word stands last. */
export type Reason =
  | 'own'
  | 'deleted'
  | 'stranger'
  | 'read'
  | 'direct'
  | 'mention'
  | 'group'
  | 'everybody'
  | 'here'
  | 'notHere'
  | 'keyword'
  | 'thread'
  | 'all'
  | 'reminder'
  | 'reminderWaits'
  | 'reminderDone'
  | 'notMeant'
  | 'muted'
  | 'channelNothing'
  | 'nothing'
  | 'urgent'
  | 'quiet'
  | 'open'
  | 'pushNever'
  | 'pushLooking'
  | 'pushNoDevice'
  | 'mailOff'
  | 'mailNoWay'
  | 'mailNotMeant'

export interface Decision {
  /** Whether they are told at all: by a number where they look next. */
  notify: boolean
  /** Sound and a notification of the page, if it is there and not looked at; */
  alert: boolean
  /** a push to other devices; */
  push: boolean
  /** a mail, if it stays unread. */
  mail: boolean
  why: Reason[]
}

/** Whom a message is told, and how. Nothing else decides: not the server, not the page, not "why was I not told?". */
export function decide(before: Before): Decision {
  const { message, membership, preferences } = before
  if (message.isOwn) return silent('own')
  if (message.deleted) return silent('deleted')
  if (!membership) return silent('stranger')
  if (before.read) return silent('read')
  const meant = meantBy(before)
  const isMeant = meant !== 'notMeant' && meant !== 'notHere'
  if (membership.level === 'nothing') return silent(meant, 'channelNothing')
  // Who is named is told of it even where everything else is muted, but without a sound.
  if (membership.muted) return meant === 'mention' ? { ...silent(meant, 'muted'), notify: true } : silent(meant, 'muted')
  if (preferences.notify === 'nothing') return silent(meant, 'nothing')
  const all = membership.level === 'all' && preferences.notify === 'all'
  if (!isMeant && !all) return silent(meant)
  return ways(before, isMeant ? [meant] : meant === 'notHere' ? [meant, 'all'] : ['all'])
}

const silent = (...why: Reason[]): Decision => ({ notify: false, alert: false, push: false, mail: false, why })

/** The strongest reason why it is meant for this person. */
function meantBy({ message, place, presence, preferences }: Before): Reason {
  if (message.named === 'person') return 'mention'
  if (place === 'direct') return 'direct'
  if (message.named === 'group') return 'group'
  if (message.named === 'channel') return 'everybody'
  if (message.named === 'here' && presence !== 'offline') return 'here'
  if (holdsWord(message.content, preferences.keywords)) return 'keyword'
  if (place === 'thread') return 'thread'
  return message.named === 'here' ? 'notHere' : 'notMeant'
}

/** How a person is told of what they wanted to be reminded of. Nothing but their own hours and ways bounds it: they asked for it. */
export function decideReminder(before: Loudness & { state: 'waiting' | 'fired' | 'done' | 'deleted' }): Decision {
  if (before.state === 'waiting') return silent('reminderWaits')
  if (before.state !== 'fired') return silent('reminderDone')
  return ways({ ...before, open: false, message: { priority: null } }, ['reminder'])
}

type Loudness = Pick<Before, 'now' | 'presence' | 'devices' | 'mailable' | 'preferences'>

/** It is told: how loudly? */
function ways(before: Loudness & { open: boolean; message: Pick<Before['message'], 'priority'> }, why: Reason[]): Decision {
  const { preferences, message } = before
  if (before.open) return { notify: true, alert: false, push: false, mail: false, why: [...why, 'open'] }
  const isMeant = why.at(-1) !== 'all'
  const urgent = message.priority === 'urgent' && isMeant
  const quiet = isQuiet(preferences, before.now)
  if (quiet && urgent) why.push('urgent')
  else if (quiet) why.push('quiet')
  const loud = !quiet || urgent
  const noPush = whyNoPush(before)
  const noMail = whyNoMail(before, isMeant)
  if (loud && noPush) why.push(noPush)
  if (noMail) why.push(noMail)
  return { notify: true, alert: loud, push: loud && !noPush, mail: !noMail, why }
}

function whyNoPush({ preferences, devices, presence }: Loudness): Reason | null {
  if (preferences.push === 'never') return 'pushNever'
  if (devices === 0) return 'pushNoDevice'
  return preferences.push === 'away' && presence === 'online' ? 'pushLooking' : null
}

function whyNoMail({ preferences, mailable }: Loudness, isMeant: boolean): Reason | null {
  if (!preferences.mail) return 'mailOff'
  if (!isMeant) return 'mailNotMeant'
  return mailable ? null : 'mailNoWay'
}

/** Whether one of these words stands in the text as a word, in any letters. */
export function holdsWord(text: string, words: readonly string[]): boolean {
  if (words.length === 0) return false
  const within = text.normalize('NFKC').toLowerCase()
  return words.some((word) => {
    const asked = word.normalize('NFKC').toLowerCase()
    for (let at = within.indexOf(asked); at >= 0; at = within.indexOf(asked, at + 1)) {
      const around = [[...within.slice(Math.max(0, at - 2), at)].at(-1), [...within.slice(at + asked.length, at + asked.length + 2)][0]]
      if (!around.some((sign) => sign !== undefined && /[\p{L}\p{N}_]/u.test(sign))) return true
    }
    return false
  })
}

const DAY = 1_440
const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat']

/** Whether nothing may disturb at that moment. Hours over midnight belong to the day they begin on; equal ends are the whole day. */
export function isQuiet({ quiet, timeZone }: Pick<Preferences, 'quiet' | 'timeZone'>, now: number): boolean {
  if (quiet.until !== null && now < quiet.until) return true
  if (!quiet.hours) return false
  const { days, from, to } = quiet.hours
  const { day, minute } = clockAt(now, timeZone)
  const length = (to - from + DAY) % DAY || DAY
  const since = (minute - from + DAY) % DAY
  return since < length && days.includes(minute >= from ? day : (day + 6) % 7)
}

const clocks = new Map<string, Intl.DateTimeFormat>()

/** The day of the week and the minute of the day where the person is. */
function clockAt(now: number, timeZone: string): { day: number; minute: number } {
  const zone = timeZone || 'UTC'
  const clock = clocks.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })
  clocks.set(zone, clock)
  const parts = Object.fromEntries(clock.formatToParts(now).map(({ type, value }) => [type, value]))
  return { day: DAYS.indexOf(parts.weekday ?? ''), minute: Number(parts.hour) * 60 + Number(parts.minute) }
}
