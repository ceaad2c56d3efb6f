import type { User } from '@parley/protocol'
import { useEffect, useState } from 'react'
import type { Query } from '../lib/composer/completion.ts'
import { type Emoji, inTone, loadEmoji, ownEmoji, rememberEmoji, searchEmoji } from '../lib/composer/emoji.ts'
import { bestName, ranked } from '../lib/composer/ranking.ts'
import { isMine } from '../lib/conversation.ts'
import { slashCommands } from '../lib/slash/commands.ts'
import { useSession } from './use-client.ts'
import { useConversations } from './use-conversation.ts'
import { useCustomEmoji } from './use-custom-emoji.ts'
import { useLaterWords } from './use-later.ts'
import { useReadable } from './use-readable.ts'
import { useSettled } from './use-settled.ts'
import { useTone } from './use-tone.ts'
import { useDirectory } from './use-users.ts'
import { useWritingWords } from './use-writing-words.ts'

/** One way to complete a word. */
export interface Option {
  key: string
  /** What is written in its place. */
  put: string
  title: string
  words: string
  mark: { is: 'command' } | { is: 'person'; userId: string } | { is: 'channel'; open: boolean } | { is: 'emoji'; emoji: string } | { is: 'group' }
  /** What is put in, once it is chosen. */
  take(): string
}

const MOST = 8

/** What fits a query, the best first. */
export function useOptions(query: Query, channelId: string): readonly Option[] {
  const people = useCalled(query.sign === '@' ? query.words : null, channelId)
  const channels = useChannels(query.sign === '#' ? query.words : null)
  const emoji = useEmoji(query.sign === ':' ? query.words : null)
  const commands = useCommands(query.sign === '/' ? query.words : null)
  return { '@': people, '#': channels, ':': emoji, '/': commands }[query.sign]
}

/** People, and among them groups and whatever addresses everybody; those only where somebody has begun to write their name. */
function useCalled(words: string | null, channelId: string): Option[] {
  const people = usePeople(words, channelId)
  const groups = useGroups(words)
  return [...people, ...groups].slice(0, MOST)
}

const WIDE = ['channel', 'here']

function useGroups(words: string | null): Option[] {
  const { client } = useSession()
  const { everybody } = useWritingWords()
  const groups = useReadable(client.groups)
  const wanted = words !== null
  useEffect(() => {
    if (wanted) client.groups.load().catch(() => {})
  }, [client, wanted])
  if (words === null) return []
  const all = [
    ...groups.map(({ id, handle, name }) => ({ key: id, handle, title: name })),
    ...(words === '' ? [] : WIDE.map((handle) => ({ key: handle, handle, title: everybody[handle as 'channel' | 'here'] }))),
  ]
  return ranked(all, words, ({ handle, title }) => ({ names: [handle, title] })).map(({ key, handle, title }) => {
    const put = `@${handle}`
    return { key, put, title, words: put, mark: { is: 'group' }, take: () => put }
  })
}

/** Members of the conversation first, then everybody else; those known at once, and more as the server answers. */
function usePeople(words: string | null, channelId: string): Option[] {
  const { client, me } = useSession()
  const { notMember } = useWritingWords()
  const members = useMembersOf(words === null ? null : channelId)
  const lookup = useDirectory()
  const found = useFound(words, async (q) => (await client.call('user.list', q === '' ? {} : { q })).users)
  if (words === null) return []
  const known = [...members].flatMap((id) => lookup(id) ?? [])
  const all = new Map<string, User>([...client.users.list(), ...known, ...found].map((user) => [user.id, user]))
  const offered = [...all.values()].filter((user) => user.id !== me.id && !user.deactivated)
  return ranked(offered, words, (user) => ({ names: [user.handle, user.name], near: members.has(user.id) }))
    .slice(0, MOST)
    .map((user) => {
      const put = `@${user.handle}`
      const hint = members.has(user.id) ? put : `${put} · ${notMember}`
      return { key: user.id, put, title: user.name, words: hint, mark: { is: 'person', userId: user.id }, take: () => put }
    })
}

/** The people of a conversation, asked for when somebody first looks for one of them. */
function useMembersOf(channelId: string | null): ReadonlySet<string> {
  const { client } = useSession()
  const conversation = useConversations().find((one) => one.channel.id === channelId)
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set())
  const direct = conversation?.channel.kind === 'direct'
  useEffect(() => {
    if (!channelId || direct) return
    const members = client.members(channelId)
    const tell = () =>
      setIds(
        new Set(
          members
            .get()
            .filter((member) => member.joined)
            .map((member) => member.userId),
        ),
      )
    tell()
    members.load().catch(() => {})
    return members.subscribe(tell)
  }, [client, channelId, direct])
  return direct ? new Set(conversation?.people) : ids
}

/** One's own channels, then the public ones that fit. */
function useChannels(words: string | null): Option[] {
  const { client } = useSession()
  const own = useConversations().filter(({ channel }) => (channel.kind === 'public' || channel.kind === 'private') && channel.archivedAt === null)
  const found = useFound(words, async (q) => (await client.call('channel.browse', q === '' ? {} : { q })).channels)
  if (words === null) return []
  const joined = new Set(own.filter(isMine).map(({ channel }) => channel.id))
  const all = new Map([...found.filter(({ archivedAt }) => archivedAt === null), ...own.map(({ channel }) => channel)].map((channel) => [channel.id, channel]))
  return ranked([...all.values()], words, (channel) => ({ names: [channel.name], near: joined.has(channel.id) }))
    .slice(0, MOST)
    .map((channel) => {
      const put = `#${channel.name}`
      return { key: channel.id, put, title: channel.name, words: channel.topic, mark: { is: 'channel', open: channel.kind === 'public' }, take: () => put }
    })
}

function useCommands(words: string | null): Option[] {
  const { slash } = useLaterWords()
  if (words === null) return []
  return slashCommands
    .filter(({ name }) => name.startsWith(words.toLowerCase()))
    .map(({ name, usage }) => ({ key: name, put: `/${name}`, title: usage, words: slash[name], mark: { is: 'command' }, take: () => `/${name}` }))
}

function useEmoji(words: string | null): Option[] {
  const [all, setAll] = useState<readonly Emoji[]>([])
  const wanted = words !== null
  useEffect(() => {
    if (wanted) loadEmoji().then(setAll, () => {})
  }, [wanted])
  const own = useCustomEmoji()
  const [tone] = useTone()
  if (words === null) return []
  return searchEmoji([...own.map(ownEmoji), ...all.map((one) => inTone(one, tone))], words)
    .slice(0, MOST)
    .map(({ emoji, names, label }) => {
      const take = () => {
        rememberEmoji(emoji)
        return emoji
      }
      return { key: emoji, put: emoji, title: `:${bestName(names, words)}:`, words: label, mark: { is: 'emoji', emoji }, take }
    })
}

/** What the server finds for the words, once they have stood for a moment. */
function useFound<T>(words: string | null, ask: (q: string) => Promise<readonly T[]>): readonly T[] {
  const settled = useSettled(words, 120)
  const [found, setFound] = useState<readonly T[]>([])
  // biome-ignore lint/correctness/useExhaustiveDependencies: asks anew for other words, not for another way to ask
  useEffect(() => {
    if (settled === null) return
    let here = true
    ask(settled).then(
      (all) => here && setFound(all),
      () => {},
    )
    return () => {
      here = false
    }
  }, [settled])
  return found
}
