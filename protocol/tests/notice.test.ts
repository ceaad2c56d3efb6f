import { describe, expect, test } from 'vitest'
import { type Before, type Decision, decide, decideReminder, holdsWord, isQuiet } from '../src/notice.ts'

/** Monday, 23 November 2026, 12:00 UTC. */
const NOON = Date.UTC(2026, 10, 23, 12)

interface Change extends Partial<Omit<Before, 'message' | 'preferences' | 'membership'>> {
  message?: Partial<Before['message']>
  preferences?: Partial<Before['preferences']>
  membership?: Partial<NonNullable<Before['membership']>> | null
}

/** Ben is away, has one device that takes pushes and an address, and Ada says something in a channel they are both in. */
function before({ message, preferences, membership, ...others }: Change): Before {
  return {
    now: NOON,
    place: 'channel',
    read: false,
    open: false,
    presence: 'offline',
    devices: 1,
    mailable: true,
    ...others,
    membership: membership === null ? null : { level: 'all', muted: false, ...membership },
    message: { isOwn: false, deleted: false, content: 'The herring is in', priority: null, named: null, ...message },
    preferences: {
      keywords: [],
      notify: 'mentions',
      timeZone: '',
      quiet: { until: null, hours: null },
      sound: true,
      push: 'away',
      pushWords: true,
      mail: true,
      mailAfter: 30,
      seenBy: true,
      skinTone: 0,
      rev: 0,
      ...preferences,
    },
  }
}

/** Which ways: a number, an alert of the page, a push, a mail. */
const waysOf = ({ notify, alert, push, mail }: Decision): string => `${notify ? 'n' : '-'}${alert ? 'a' : '-'}${push ? 'p' : '-'}${mail ? 'm' : '-'}`

const person = { message: { named: 'person' } } as const
const everybody = { message: { named: 'channel' } } as const
const here = { message: { named: 'here' } } as const
const direct = { place: 'direct' } as const
const noonQuiet = { quiet: { until: NOON + 1, hours: null } }
const all = { preferences: { notify: 'all' } } as const

const table: [string, Change, string, string][] = [
  ['words in a channel', {}, '----', 'notMeant'],
  ['one’s own', { message: { isOwn: true, named: 'person' } }, '----', 'own'],
  ['deleted meanwhile', { message: { deleted: true, named: 'person' } }, '----', 'deleted'],
  ['not a member', { ...person, membership: null }, '----', 'stranger'],
  ['read already', { ...person, read: true }, '----', 'read'],
  ['read already, directly', { ...direct, read: true }, '----', 'read'],

  ['by name', person, 'napm', 'mention'],
  ['by a group', { message: { named: 'group' } }, 'napm', 'group'],
  ['@channel', everybody, 'napm', 'everybody'],
  ['@here, away', { ...here, presence: 'away' }, 'napm', 'here'],
  ['@here, online', { ...here, presence: 'online' }, 'na-m', 'here pushLooking'],
  ['@here, not there', here, '----', 'notHere'],
  ['@here, not there, who wants everything', { ...here, ...all }, 'nap-', 'notHere all mailNotMeant'],
  ['directly', direct, 'napm', 'direct'],
  ['directly and by name', { ...direct, ...person }, 'napm', 'mention'],
  ['in a followed thread', { place: 'thread' }, 'napm', 'thread'],
  ['in a thread, by name', { place: 'thread', ...person }, 'napm', 'mention'],
  ['by a keyword', { preferences: { keywords: ['herring'] } }, 'napm', 'keyword'],
  ['by a keyword in other letters', { preferences: { keywords: ['HERRING'] } }, 'napm', 'keyword'],
  ['by several words', { preferences: { keywords: ['the herring'] } }, 'napm', 'keyword'],
  ['by a part of a word', { preferences: { keywords: ['herr'] } }, '----', 'notMeant'],
  ['by a keyword, @here, not there', { ...here, preferences: { keywords: ['herring'] } }, 'napm', 'keyword'],

  ['everything, in a channel', all, 'nap-', 'all mailNotMeant'],
  ['everything, by name', { ...all, ...person }, 'napm', 'mention'],
  ['everything, but here what is meant', { ...all, membership: { level: 'mentions' } }, '----', 'notMeant'],
  ['everything, but here what is meant, by name', { ...all, ...person, membership: { level: 'mentions' } }, 'napm', 'mention'],
  ['what is meant, directly', { ...direct, membership: { level: 'mentions' } }, 'napm', 'direct'],
  ['what is meant, @channel', { ...everybody, membership: { level: 'mentions' } }, 'napm', 'everybody'],
  ['what is meant, a followed thread', { place: 'thread', membership: { level: 'mentions' } }, 'napm', 'thread'],

  ['nothing of this channel', { membership: { level: 'nothing' } }, '----', 'notMeant channelNothing'],
  ['nothing of this channel, by name', { ...person, membership: { level: 'nothing' } }, '----', 'mention channelNothing'],
  ['nothing of this channel, who wants everything', { ...all, membership: { level: 'nothing' } }, '----', 'notMeant channelNothing'],
  ['nothing of this conversation', { ...direct, membership: { level: 'nothing' } }, '----', 'direct channelNothing'],
  ['nothing, urgent', { message: { named: 'person', priority: 'urgent' }, membership: { level: 'nothing' } }, '----', 'mention channelNothing'],

  ['muted', { membership: { muted: true } }, '----', 'notMeant muted'],
  ['muted, by name', { ...person, membership: { muted: true } }, 'n---', 'mention muted'],
  ['muted, @channel', { ...everybody, membership: { muted: true } }, '----', 'everybody muted'],
  ['muted, by a group', { message: { named: 'group' }, membership: { muted: true } }, '----', 'group muted'],
  ['muted, directly', { ...direct, membership: { muted: true } }, '----', 'direct muted'],
  ['muted, a thread', { place: 'thread', membership: { muted: true } }, '----', 'thread muted'],
  ['muted, a keyword', { preferences: { keywords: ['herring'] }, membership: { muted: true } }, '----', 'keyword muted'],
  ['muted, who wants everything', { ...all, membership: { muted: true } }, '----', 'notMeant muted'],

  ['nothing at all', { preferences: { notify: 'nothing' } }, '----', 'notMeant nothing'],
  ['nothing at all, by name', { ...person, preferences: { notify: 'nothing' } }, '----', 'mention nothing'],
  ['nothing at all, directly', { ...direct, preferences: { notify: 'nothing' } }, '----', 'direct nothing'],
  ['nothing at all, urgent', { message: { named: 'person', priority: 'urgent' }, preferences: { notify: 'nothing' } }, '----', 'mention nothing'],

  ['do not disturb, by name', { ...person, preferences: noonQuiet }, 'n--m', 'mention quiet'],
  ['do not disturb, directly', { ...direct, preferences: noonQuiet }, 'n--m', 'direct quiet'],
  ['do not disturb, who wants everything', { preferences: { ...noonQuiet, notify: 'all' } }, 'n---', 'all quiet mailNotMeant'],
  ['do not disturb, important', { message: { named: 'person', priority: 'important' }, preferences: noonQuiet }, 'n--m', 'mention quiet'],
  ['do not disturb, urgent', { message: { named: 'person', priority: 'urgent' }, preferences: noonQuiet }, 'napm', 'mention urgent'],
  ['do not disturb, urgent, directly', { ...direct, message: { priority: 'urgent' }, preferences: noonQuiet }, 'napm', 'direct urgent'],
  ['do not disturb, urgent, not meant', { message: { priority: 'urgent' }, preferences: { ...noonQuiet, notify: 'all' } }, 'n---', 'all quiet mailNotMeant'],
  ['do not disturb, over', { ...person, preferences: { quiet: { until: NOON, hours: null } } }, 'napm', 'mention'],
  ['quiet hours', { ...person, preferences: { quiet: { until: null, hours: { days: [1], from: 660, to: 780 } } } }, 'n--m', 'mention quiet'],
  ['quiet hours of another day', { ...person, preferences: { quiet: { until: null, hours: { days: [2], from: 660, to: 780 } } } }, 'napm', 'mention'],

  ['looked at just now', { ...person, open: true, presence: 'online' }, 'n---', 'mention open'],
  ['looked at just now, directly', { ...direct, open: true, presence: 'online' }, 'n---', 'direct open'],
  ['online elsewhere in Parley', { ...person, presence: 'online' }, 'na-m', 'mention pushLooking'],
  ['online, pushes always', { ...person, presence: 'online', preferences: { push: 'always' } }, 'napm', 'mention'],
  ['looked at, pushes always', { ...person, presence: 'online', open: true, preferences: { push: 'always' } }, 'n---', 'mention open'],
  ['pushes never', { ...person, preferences: { push: 'never' } }, 'na-m', 'mention pushNever'],
  ['no device', { ...person, devices: 0 }, 'na-m', 'mention pushNoDevice'],
  ['away with the page open', { ...person, presence: 'away' }, 'napm', 'mention'],
  ['no mails', { ...person, preferences: { mail: false } }, 'nap-', 'mention mailOff'],
  ['no address, or no server for mails', { ...person, mailable: false }, 'nap-', 'mention mailNoWay'],
  ['no way at all but the page', { ...person, mailable: false, devices: 0 }, 'na--', 'mention pushNoDevice mailNoWay'],
  ['quiet, and no mails', { ...person, preferences: { ...noonQuiet, mail: false } }, 'n---', 'mention quiet mailOff'],
]

const reminders: [string, 'waiting' | 'fired' | 'done' | 'deleted', Change, string, string][] = [
  ['its time has come', 'fired', {}, 'napm', 'reminder'],
  ['its time has not come', 'waiting', {}, '----', 'reminderWaits'],
  ['done meanwhile', 'done', {}, '----', 'reminderDone'],
  ['deleted meanwhile', 'deleted', {}, '----', 'reminderDone'],
  ['at the page', 'fired', { presence: 'online' }, 'na-m', 'reminder pushLooking'],
  ['who wants to hear of no message', 'fired', { preferences: { notify: 'nothing' } }, 'napm', 'reminder'],
  ['do not disturb', 'fired', { preferences: noonQuiet }, 'n--m', 'reminder quiet'],
  ['no device and no mails', 'fired', { devices: 0, preferences: { mail: false } }, 'na--', 'reminder pushNoDevice mailOff'],
]

test.each(reminders)('a reminder: %s', (_what, state, change, ways, why) => {
  const decision = decideReminder({ ...before(change), state })
  expect([waysOf(decision), decision.why.join(' ')]).toEqual([ways, why])
})

describe('whom a message is told, and how', () => {
  test('the table is long enough, and no two rows ask the same', () => {
    expect(table.length).toBeGreaterThanOrEqual(60)
    expect(new Set(table.map(([, change]) => JSON.stringify(before(change)))).size).toBe(table.length)
  })

  test.each(table)('%s', (_what, change, ways, why) => {
    const decision = decide(before(change))
    expect([waysOf(decision), decision.why.join(' ')]).toEqual([ways, why])
  })
})

const hours = (timeZone: string, days: number[], from: string, to: string) => {
  const minute = (clock: string): number => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3))
  return { timeZone, quiet: { until: null, hours: { days, from: minute(from), to: minute(to) } } }
}

const nights: [string, Parameters<typeof isQuiet>[0], string, boolean][] = [
  ['within', hours('', [1], '22:00', '23:00'), '2026-11-23T22:30Z', true],
  ['from the first minute', hours('', [1], '22:00', '23:00'), '2026-11-23T22:00Z', true],
  ['to before the last', hours('', [1], '22:00', '23:00'), '2026-11-23T23:00Z', false],
  ['over midnight, before it', hours('', [1], '22:00', '07:00'), '2026-11-23T23:59Z', true],
  ['over midnight, after it', hours('', [1], '22:00', '07:00'), '2026-11-24T06:59Z', true],
  ['the night belongs to the day it began on', hours('', [1], '22:00', '07:00'), '2026-11-23T06:00Z', false],
  ['from Saturday to Sunday', hours('', [6], '22:00', '07:00'), '2026-11-29T05:00Z', true],
  ['the whole day', hours('', [0], '00:00', '00:00'), '2026-11-29T13:00Z', true],
  ['in Berlin it is one hour later', hours('Europe/Berlin', [1], '22:00', '23:00'), '2026-11-23T21:30Z', true],
  ['and not at the hour of Greenwich', hours('Europe/Berlin', [1], '22:00', '23:00'), '2026-11-23T22:30Z', false],
  ['in summer it is two', hours('Europe/Berlin', [1], '22:00', '23:00'), '2026-07-20T20:30Z', true],
  ['in Kiritimati it is tomorrow', hours('Pacific/Kiritimati', [2], '02:00', '03:00'), '2026-11-23T12:30Z', true],
  ['half an hour in Kolkata', hours('Asia/Kolkata', [1], '18:00', '18:30'), '2026-11-23T12:45Z', true],
]
test.each(nights)('quiet hours: %s', (_what, preferences, at, quiet) => expect(isQuiet(preferences, Date.parse(at))).toBe(quiet))

const words: [string, string, string, boolean][] = [
  ['itself', 'herring', 'herring', true],
  ['in a sentence', 'Any herring, Ben?', 'herring', true],
  ['within a word', 'herringbone', 'herring', false],
  ['once within and once alone', 'herringbone, herring', 'herring', true],
  ['with umlauts', 'Die FÜSSE!', 'füsse', true],
  ['signs', 'we use C++ here', 'c++', true],
  ['beside an emoji', '🐟herring🐟', 'herring', true],
  ['beside letters of other planes', '𝔘herring', 'herring', false],
  ['in Japanese, where no space is', '鰊', '鰊', true],
]
test.each(words)('keywords: %s', (_what, text, word, held) => expect(holdsWord(text, [word])).toBe(held))
