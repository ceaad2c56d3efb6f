import { hash } from 'node:crypto'
import type { Facts } from '../../store/ops/notices.ts'
import type { ReminderFacts } from '../../store/ops/reminder-facts.ts'
import type { Mail } from './mailer.ts'
import type { Notice } from './pusher.ts'

/** Names cannot break a line, and a path holds nothing that needs signs. */
const nameIn = ({ place, channelName, authorName }: Facts): string => (place === 'channel' ? `#${channelName}` : authorName)
const pathOf = ({ message }: Pick<Facts, 'message'>): string => `/c/${message.channelId}/${message.seq}`

/** What a device shows of a message. */
export function noticeOf(facts: Facts): Notice {
  const { message, authorName, channelName, place, preferences } = facts
  const title = place === 'channel' ? `${authorName} in #${channelName}` : place === 'thread' ? `${authorName} in a thread` : authorName
  return { title, body: preferences.pushWords ? message.content : '', path: pathOf(facts), tag: message.id }
}

const wordsOf = ({ reminder, message }: ReminderFacts): string => reminder.content || message?.content || ''
const remindedAt = ({ message }: ReminderFacts): string => (message ? pathOf({ message }) : '/later')

/** What a device shows of a reminder. Set for another time it is another notice. */
export const reminderNotice = (facts: ReminderFacts): Notice => ({
  title: 'Reminder',
  body: facts.preferences.pushWords ? wordsOf(facts) : '',
  path: remindedAt(facts),
  tag: `${facts.reminder.id}-${facts.reminder.firedAt}`,
})

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** Where a mail goes and what stands below it. `batch` names it for ever; `stop` ends all mails, by one press. */
export interface Envelope {
  to: string
  home: string
  batch: string
  stop: string
}

interface Words {
  subject: string
  lines: { who: string; words: string }[]
  /** What a press on `path` does. */
  open: { what: string; path: string }
  /** Why this came. */
  because: string
  /** Mails about the same thing hang together. */
  thread: string
}

function mailOf({ to, home, batch, stop }: Envelope, { subject, lines, open, because, thread }: Words): Mail {
  const host = new URL(home).hostname
  const link = `${home}${open.path}`
  const settings = `${home}/settings/notifications`
  return {
    to,
    subject,
    text: [
      ...lines.map(({ who, words }) => `${who}:\n${words}\n`),
      `${open.what}: ${link}`,
      'Nobody reads answers to this mail.',
      '',
      because,
      `Other times: ${settings}`,
      `No more mails: ${stop}`,
    ].join('\n'),
    html: [
      ...lines.map(({ who, words }) => `<p><b>${escaped(who)}</b><br>${escaped(words).replaceAll('\n', '<br>')}</p>`),
      `<p><a href="${escaped(link)}">${open.what} in Parley</a></p>`,
      `<p><small>Nobody reads answers to this mail. ${because} <a href="${escaped(settings)}">Other times</a> · <a href="${escaped(stop)}">No more mails</a></small></p>`,
    ].join('\n'),
    messageId: `<${hash('sha256', batch).slice(0, 32)}@${host}>`,
    thread: `<${thread}@${host}>`,
    stop,
  }
}

/** A mail about what stayed unread in one conversation. */
export function letterOf(all: readonly Facts[], envelope: Envelope): Mail {
  const [first] = all
  if (!first) throw new Error('A mail about nothing')
  return mailOf(envelope, {
    subject: `${nameIn(first)}: ${all.length === 1 ? 'one unread message' : `${all.length} unread messages`}`,
    lines: all.map(({ authorName, message }) => ({ who: authorName, words: message.content })),
    open: { what: 'Reply', path: pathOf(first) },
    because: 'You get this because it stayed unread.',
    thread: first.message.channelId,
  })
}

const SUBJECT_CHARS = 60

/** A mail about what somebody wanted to be reminded of. */
export function reminderLetter(facts: ReminderFacts, envelope: Envelope): Mail {
  const words = wordsOf(facts)
  const line = [...words.replace(/\s+/g, ' ')].slice(0, SUBJECT_CHARS).join('')
  return mailOf(envelope, {
    subject: line === '' ? 'Reminder' : `Reminder: ${line}`,
    lines: words === '' ? [] : [{ who: 'Reminder', words }],
    open: { what: facts.message ? 'Open the message' : 'Open your reminders', path: remindedAt(facts) },
    because: 'You get this because you wanted to be reminded, and have not said "done".',
    thread: facts.reminder.id,
  })
}

/** What shows that mails come. */
export const testLetter = (envelope: Envelope): Mail =>
  mailOf(envelope, {
    subject: 'Parley',
    lines: [{ who: 'Parley', words: 'This is how a mail of Parley looks.' }],
    open: { what: 'Open your settings', path: '/settings/notifications' },
    because: 'You get this because you asked for it.',
    thread: 'test',
  })
