import type { Client, Conversation } from '@parley/client'
import type { Answer, Message } from '@parley/protocol'
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
  again(): void
}

/** How soon it is asked again after something was said somewhere. */
const SOON_MS = 800
/** Mentions looked through for those that are unread. */
const MENTIONS = 50

/** What waits for this person: mentions, followed threads with news, people, channels. Asked again when anything is said, and never kept. */
export function useInbox(): Inbox {
  const { client, me } = useSession()
  const all = useConversations()
  const lookup = useDirectory()
  const { threads, mentions, failure, ask } = useAsked(client, all)
  const waiting = useMemo(() => {
    if (!threads || !mentions) return null
    const names = new Map(all.map((one) => [one.channel.id, conversationName(one, me.id, lookup)]))
    return waitingOf({ all, names, threads, mentions, ids: all.map(({ channel }) => channel.id) })
  }, [all, threads, mentions, me.id, lookup])
  const done = useCallback(
    ({ kind, channelId, upTo }: Waiting) => {
      if (kind !== 'thread') return client.markRead(channelId, upTo)
      client.call('channel.read', { channelId, seq: upTo }).then(ask, () => {})
    },
    [client, ask],
  )
  return { waiting, failure, done, again: ask }
}

/** What only the server knows. */
function useAsked(client: Client, all: readonly Conversation[]) {
  const [threads, setThreads] = useState<readonly FollowedThread[] | null>(null)
  const [mentions, setMentions] = useState<readonly Message[] | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const online = useReadable(client.status).at === 'online'
  const ask = useCallback(() => {
    Promise.all([client.call('thread.list', { unread: true }), client.call('mention.list', { limit: MENTIONS })]).then(
      ([found, named]) => {
        setThreads(found.threads)
        setMentions(named.messages)
        setFailure(null)
      },
      (error: unknown) => setFailure(wordsOf(error)),
    )
  }, [client])
  // Each reply moves the clock of its channel, and each mark of mine, of a thread too, makes the list another.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked again when something moved
  useEffect(() => {
    if (!online) return
    const timer = setTimeout(ask, threads ? SOON_MS : 0)
    return () => clearTimeout(timer)
  }, [ask, online, all])
  return { threads, mentions, failure, ask }
}

interface Known {
  all: readonly Conversation[]
  names: ReadonlyMap<string, string>
  threads: readonly FollowedThread[]
  mentions: readonly Message[]
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

/** Mentions in threads stand with their threads. */
function mentionOf(message: Message, place: Conversation | undefined, known: Known): Waiting[] {
  if (!place || message.seq <= place.readSeq) return []
  const { id } = place.channel
  const name = signed(place, known.names.get(id) ?? '')
  return [
    {
      key: message.id,
      kind: 'mention',
      path: pathOf(known, id, message.seq),
      place: name,
      title: '',
      unread: 1,
      channelId: id,
      upTo: message.seq,
      ...textOf(message),
    },
  ]
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
