import { hash } from 'node:crypto'
import type { Facts } from '../../store/ops/notices.ts'
import type { Mail } from './mailer.ts'
import type { Notice } from './pusher.ts'

/** Names cannot break a line, and a path holds nothing that needs signs. */
const nameIn = ({ place, channelName, authorName }: Facts): string => (place === 'channel' ? `#${channelName}` : authorName)
const pathOf = ({ message }: Facts): string => `/c/${message.channelId}/${message.seq}`

/** What a device shows of a message. */
export function noticeOf(facts: Facts): Notice {
  const { message, authorName, channelName, place, preferences } = facts
  const title = place === 'channel' ? `${authorName} in #${channelName}` : place === 'thread' ? `${authorName} in a thread` : authorName
  return { title, body: preferences.pushWords ? message.content : '', path: pathOf(facts), tag: message.id }
}

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`)

/** A mail about what stayed unread in one conversation. `batch` names it for ever. */
export function letterOf(all: readonly Facts[], { to, home, batch }: { to: string; home: string; batch: string }): Mail {
  const [first] = all
  if (!first) throw new Error('A mail about nothing')
  const host = new URL(home).hostname
  const where = nameIn(first)
  const count = all.length === 1 ? 'one unread message' : `${all.length} unread messages`
  const link = `${home}${pathOf(first)}`
  const stop = `${home}/settings/notifications`
  const lines = all.map(({ authorName, message }) => ({ who: authorName, words: message.content }))
  return {
    to,
    subject: `${where}: ${count}`,
    text: [
      ...lines.map(({ who, words }) => `${who}:\n${words}\n`),
      `Reply: ${link}`,
      `You get this because it stayed unread. Other times, or none: ${stop}`,
    ].join('\n'),
    html: [
      ...lines.map(({ who, words }) => `<p><b>${escaped(who)}</b><br>${escaped(words).replaceAll('\n', '<br>')}</p>`),
      `<p><a href="${escaped(link)}">Reply in Parley</a></p>`,
      `<p><small>You get this because it stayed unread. <a href="${escaped(stop)}">Other times, or none</a></small></p>`,
    ].join('\n'),
    messageId: `<${hash('sha256', batch).slice(0, 32)}@${host}>`,
    thread: `<${first.message.channelId}@${host}>`,
    stop,
  }
}
