import type { Client, Conversation } from '@parley/client'
import type { Answer, Head, Message } from '@parley/protocol'
import { useCallback, useEffect, useMemo, useState } from 'react'
import { conversationName, isDirect, isMine } from '../lib/conversation.ts'
import { wordsOf } from '../lib/failure.ts'
import { conversationPath, shortId, threadPath } from '../lib/paths.ts'
import { useSession } from './use-client.ts'
import { useConversations } from './use-conversation.ts'
import { useReadable } from './use-readable.ts'
import { useDirectory } from './use-users.ts'

type FollowedThread = Answer<'thread.list'>['threads'][number]

/** One thing that waits: where it is, what was said, and how it is done with. */
export interface Waiting {
  key: string
  kind: 'mention' | 'thread' | 'direct' | 'channel'
  path: string
  /** Where, by name; empty where the author says it. */
  place: string
  title: string
  authorId: string | null
  text: string
  at: number
  unread: number
  channelId: string
  /** Up to where it is read when it is done with. */
  upTo: number
}

export interface Inbox {
  /** Null until all is known. */
  waiting: readonly Waiting[] | null
  failure: string | null
  done(one: Waiting): void
  readAll(): void
}

/** How soon it is asked again after something was said somewhere. */
const SOON_MS = 800
const MENTIONS = 50

/** What waits for this person: mentions, followed threads with news, people, channels. Asked again when anything is said, and never kept. */
export function useInbox(): Inbox {
  const { client, me } = useSession()
  const all = useConversations()
  const lookup = useDirectory()
  const { asked, failure, ask, failed } = useAsked(client, all)
  const waiting = useMemo(() => {
    if (!asked) return null
    const names = new Map(all.map((one) => [one.channel.id, conversationName(one, me.id, lookup)]))
    return waitingOf({ ...asked, all, names, ids: all.map(({ channel }) => channel.id) })
  }, [all, asked, me.id, lookup])
  const done = useCallback(
    ({ channelId, upTo }: Waiting) => {
      const place = client.conversation(channelId).get()
      if (place && !place.channel.parent) return client.markRead(channelId, upTo)
      client.call('channel.read', { channelId, seq: upTo }).then(ask, failed)
    },
    [client, ask, failed],
  )
  const readAll = useCallback(() => void client.call('read.all', {}).then(ask, failed), [client, ask, failed])
  return { waiting, failure, done, readAll }
}

/** What only the server knows. */
interface Asked {
  threads: readonly FollowedThread[]
  mentions: readonly Message[]
  /** The threads that some of these stand in. */
  heads: ReadonlyMap<string, Head>
}

function useAsked(client: Client, all: readonly Conversation[]) {
  const [asked, setAsked] = useState<Asked | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const online = useReadable(client.status).at === 'online'
  const failed = useCallback((error: unknown) => setFailure(wordsOf(error)), [])
  const ask = useCallback(() => {
    Promise.all([client.call('thread.list', { unread: true }), client.call('mention.list', { limit: MENTIONS, unread: true })]).then(
      ([{ threads }, { messages: mentions, threads: strange = [] }]) => {
        setAsked({ threads, mentions, heads: new Map([...strange, ...threads.map(({ head }) => head)].map((head) => [head.channel.id, head])) })
        setFailure(null)
      },
      failed,
    )
  }, [client, failed])
  // Each reply moves the clock of its channel, and each mark of mine, of a thread too, makes the list another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something moved
  useEffect(() => {
    if (!online) return
    const timer = setTimeout(ask, asked ? SOON_MS : 0)
    return () => clearTimeout(timer)
  }, [ask, online, all])
  return { asked, failure, ask, failed }
}

interface Known extends Asked {
  all: readonly Conversation[]
  names: ReadonlyMap<string, string>
  ids: readonly string[]
}

/** Mentions first, then threads, people, channels; in each the latest first. */
export function waitingOf(known: Known): Waiting[] {
  const places = new Map(known.all.map((one) => [one.channel.id, one]))
  const named = known.mentions.flatMap((message) => mentionOf(message, places.get(message.channelId), known))
  const threads = known.threads.flatMap((one) => threadOf(one, known))
  const loud = known.all.filter((one) => isMine(one) && one.unread > 0 && !one.membership?.muted && one.channel.archivedAt === null)
  const placed = loud.map((one) => placeOf(one, known))
  const of = (kind: Waiting['kind']) => placed.filter((one) => one.kind === kind)
  return [...named, ...threads, ...of('direct'), ...of('channel')]
}

const pathOf = ({ names, ids }: Known, channelId: string, seq?: number): string =>
  conversationPath(names.get(channelId) ?? '', ids.includes(channelId) ? shortId(channelId, ids) : channelId.replaceAll('-', ''), seq)

const textOf = (message: Message): Pick<Waiting, 'authorId' | 'text' | 'at'> => ({ authorId: message.authorId, text: message.content, at: message.createdAt })
const signed = (one: Conversation | undefined, name: string): string => (one && isDirect(one) ? '' : `#${name}`)

/** Of a channel, or of a thread in one. */
function mentionOf(message: Message, place: Conversation | undefined, known: Known): Waiting[] {
  const head = known.heads.get(message.channelId)
  const { channel, readSeq } = place ?? head ?? {}
  if (!channel || readSeq === undefined || message.seq <= readSeq) return []
  const at = channel.parent?.channelId ?? channel.id
  const path = channel.parent ? threadPath(pathOf(known, at, channel.parent.seq), message.seq) : pathOf(known, at, message.seq)
  const name = signed(
    known.all.find((one) => one.channel.id === at),
    known.names.get(at) ?? '',
  )
  return [{ key: message.id, kind: 'mention', path, place: name, title: '', unread: 1, channelId: channel.id, upTo: message.seq, ...textOf(message) }]
}

function threadOf({ head, message }: FollowedThread, known: Known): Waiting[] {
  const { id, parent, name, lastSeq } = head.channel
  if (!parent || !head.preview || head.readSeq >= lastSeq) return []
  const { authorId, text, createdAt: at } = head.preview
  const path = threadPath(pathOf(known, parent.channelId, parent.seq))
  const place = signed(
    known.all.find((one) => one.channel.id === parent.channelId),
    known.names.get(parent.channelId) ?? '',
  )
  return [
    { key: id, kind: 'thread', path, place, title: name || message.content, unread: lastSeq - head.readSeq, channelId: id, upTo: lastSeq, authorId, text, at },
  ]
}

function placeOf(one: Conversation, known: Known): Waiting {
  const { channel, preview, unread } = one
  const direct = isDirect(one)
  const title = known.names.get(channel.id) ?? ''
  return {
    key: channel.id,
    kind: direct ? 'direct' : 'channel',
    path: pathOf(known, channel.id),
    place: '',
    title: direct ? title : `#${title}`,
    authorId: preview?.authorId ?? null,
    text: preview?.text ?? '',
    at: preview?.createdAt ?? channel.createdAt,
    unread,
    channelId: channel.id,
    upTo: channel.lastSeq,
  }
}
