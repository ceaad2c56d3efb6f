import type { Client, Conversation } from '@parley/client'
import { decide } from '@parley/protocol/notice'
import { conversationHere } from '../../hooks/use-conversation.ts'
import { conversationName, isDirect } from '../conversation.ts'
import { summaryOfContent } from '../markdown/trees.ts'
import { navigate } from '../navigate.ts'
import { chime } from './chime.ts'

interface Seen {
  lastSeq: number
  mentions: number
}

/** Watches what arrives and alerts the person where the one function that decides says so: a sound, and a notification where the browser may. Answers how to stop. */
export function watchForAlerts(client: Client, meId: string): () => void {
  const seen = new Map<string, Seen>()
  const note = (one: Conversation): void => void seen.set(one.channel.id, { lastSeq: one.channel.lastSeq, mentions: one.mentions })
  for (const one of client.conversations.get()) note(one)
  const look = (): void => {
    const status = client.status.get()
    for (const one of client.conversations.get()) {
      const before = seen.get(one.channel.id)
      if (before && one.channel.lastSeq > before.lastSeq && status.at === 'online' && !status.syncing) alert(client, one, before, meId)
      note(one)
    }
  }
  const stops = [client.conversations.subscribe(look), client.preferences.subscribe(() => {})]
  return () => {
    for (const stop of stops) stop()
  }
}

const isLookedAt = (client: Client, channelId: string): boolean =>
  document.visibilityState === 'visible' && document.hasFocus() && conversationHere(client)?.channel.id === channelId

function alert(client: Client, one: Conversation, before: Seen, meId: string): void {
  const preferences = client.preferences.get()
  if (!preferences || !one.preview) return
  const { alert: isLoud } = decide({
    now: Date.now(),
    message: {
      isOwn: one.preview.authorId === meId,
      deleted: false,
      content: one.preview.text,
      priority: null,
      named: one.mentions > before.mentions ? 'person' : null,
    },
    place: isDirect(one) ? 'direct' : 'channel',
    membership: one.membership,
    read: one.readSeq >= one.channel.lastSeq,
    open: isLookedAt(client, one.channel.id),
    presence: 'online',
    devices: 0,
    mailable: false,
    preferences,
  })
  if (!isLoud) return
  // Of several windows one alerts.
  const name = `parley-alert ${one.channel.id} ${one.channel.lastSeq}`
  void navigator.locks?.request(name, { ifAvailable: true }, async (lock) => {
    if (!lock) return
    if (preferences.sound) chime()
    show(client, one, meId)
    await new Promise((resolve) => setTimeout(resolve, 2_000))
  })
}

function show(client: Client, one: Conversation, meId: string): void {
  if (!('Notification' in window) || Notification.permission !== 'granted' || document.hasFocus()) return
  const author = client.users.get(one.preview?.authorId ?? '')?.name ?? ''
  const name = conversationName(one, meId, client.users.get)
  const path = `/c/${one.channel.id}/${one.channel.lastSeq}`
  const notice = new Notification(isDirect(one) ? author : `${author} · #${name}`, { body: summaryOfContent(one.preview?.text ?? ''), tag: path })
  notice.onclick = () => {
    window.focus()
    navigate(path)
    notice.close()
  }
}
