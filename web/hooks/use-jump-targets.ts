import type { Client, Conversation } from '@parley/client'
import type { User } from '@parley/protocol'
import { useEffect, useMemo, useState } from 'react'
import { conversationName, isDirect, isMine, othersIn } from '../lib/conversation.ts'
import { wordsOf } from '../lib/failure.ts'
import { fold, fuzzyScore } from '../lib/fuzzy.ts'
import { goTo } from '../lib/go-to.ts'
import { navigate } from '../lib/navigate.ts'
import { searchPath } from '../lib/paths.ts'
import { recentIds } from '../lib/recent.ts'
import { countOf } from '../lib/sections.ts'
import { isAction, isMac, keysOf, shortcuts } from '../lib/shortcuts.ts'
import { useActionsHere } from './use-actions.ts'
import { useSession } from './use-client.ts'
import { useConversationList, useHereId, usePathOf } from './use-conversation.ts'
import { useDialogWords } from './use-dialog-words.ts'
import { usePaneWords } from './use-pane-words.ts'
import { useSettled } from './use-settled.ts'
import { useShell } from './use-shell.ts'
import { useDirectory } from './use-users.ts'

export type TargetGroup = 'conversations' | 'people' | 'actions' | 'search'

/** Something to jump to, or to do. */
export interface Target {
  key: string
  group: TargetGroup
  title: string
  words: string
  /** How well it fits; among the same group the higher stands above. */
  score: number
  conversation?: Conversation
  userId?: string
  keys?: string
  go: () => void
}

const MOST: Record<TargetGroup, number> = { conversations: 8, people: 5, actions: 30, search: 1 }

/** What fits the words, the best group first. `#`, `@` and `>` ask for channels, people and actions alone. */
export function useJumpTargets(q: string): { targets: Target[]; searching: boolean } {
  const sign = /^[#@>]/.exec(q.trim())?.[0] ?? ''
  const words = q.trim().slice(sign.length).trim()
  const { people, searching } = usePeople(sign === '' || sign === '@' ? words : '')
  const conversations = useConversationTargets(words, sign)
  const actions = useActionTargets(words)
  const search = useSearchTarget(words)
  const known = new Set(conversations.flatMap((one) => (one.userId ? [one.userId] : [])))
  const groups = [
    ...(sign === '>' ? [] : [conversations]),
    ...(sign === '' || sign === '@' ? [people.filter((one) => !known.has(one.userId ?? ''))] : []),
    ...(sign === '>' || (sign === '' && words !== '') ? [actions] : []),
  ]
  const ranked = groups.map(best).sort((a, b) => (words === '' ? 0 : (b[0]?.score ?? 0) - (a[0]?.score ?? 0)))
  return { targets: [...ranked.flat(), ...(sign === '' && words !== '' ? [search] : [])], searching }
}

const best = (targets: readonly Target[]): Target[] => targets.toSorted((a, b) => b.score - a.score).slice(0, MOST[targets[0]?.group ?? 'search'])

/** Known conversations; with nothing typed, those that wait and then those looked at last. */
function useConversationTargets(words: string, sign: string): Target[] {
  const { client, me } = useSession()
  const all = useConversationList()
  const hereId = useHereId()
  const lookup = useDirectory()
  const pathOf = usePathOf()
  const recent = useMemo(recentIds, [])
  const fits = (one: Conversation) => isMine(one) && one.channel.kind !== 'thread' && (sign === '' || isDirect(one) === (sign === '@'))
  return all.filter(fits).flatMap((one, index): Target[] => {
    const title = conversationName(one, me.id, lookup)
    const { id, topic } = one.channel
    const score = words === '' ? waiting(one, recent, index, hereId) : fuzzyScore(words, title)
    if (score === null) return []
    const others = isDirect(one) ? othersIn(one, me.id) : []
    const go = () => goTo(client, id, pathOf)
    return [{ key: id, group: 'conversations', title, words: topic, score, conversation: one, ...(others.length === 1 && { userId: others[0] ?? '' }), go }]
  })
}

/** Unread first, then by how recently it was open here, then as active as it is; where one stands already comes last. */
function waiting(one: Conversation, recent: readonly string[], index: number, hereId: string | null): number {
  const { id } = one.channel
  if (id === hereId) return -1000
  const seen = recent.indexOf(id)
  return (countOf(one) > 0 ? 10_000 : 0) + (seen < 0 ? 0 : 1000 - seen) - index / 100
}

/** People as the server finds them; going to one opens the conversation with them, or makes it. */
function usePeople(words: string): { people: Target[]; searching: boolean } {
  const { client, me } = useSession()
  const pathOf = usePathOf()
  const { say } = useShell()
  const asked = useSettled(words, 150)
  const [found, setFound] = useState<{ q: string; users: User[] }>({ q: '', users: [] })
  useEffect(() => {
    if (asked === '') return
    let here = true
    findPeople(client, asked).then(
      (users) => here && setFound({ q: asked, users }),
      () => here && setFound({ q: asked, users: [] }),
    )
    return () => {
      here = false
    }
  }, [client, asked])
  const write = (user: User) =>
    client.call('channel.direct', { userIds: [user.id] }).then(
      (head) => goTo(client, head.channel.id, pathOf),
      (error: unknown) => say(wordsOf(error), true),
    )
  const others = words === '' ? [] : found.users.filter((user) => user.id !== me.id && !user.deactivated)
  const people = others.flatMap((user): Target[] => {
    const score = fuzzyScore(words, user.name) ?? fuzzyScore(words, user.handle)
    const go = () => void write(user)
    return score === null ? [] : [{ key: user.id, group: 'people', title: user.name, words: `@${user.handle}`, score, userId: user.id, go }]
  })
  return { people, searching: words !== '' && found.q !== words }
}

/** Asked by the first word, as typed and without accents: the server compares letter by letter, the rest is ours. */
async function findPeople(client: Client, words: string): Promise<User[]> {
  const firsts = [words, fold(words)].map((text) => text.split(/\s+/)[0] ?? '')
  const answers = await Promise.all([...new Set(firsts)].map((q) => client.call('user.list', { q })))
  return [...new Map(answers.flatMap(({ users }) => users).map((user) => [user.id, user])).values()]
}

function useActionTargets(typed: string): Target[] {
  const actions = useActionsHere()
  const words = useDialogWords()
  return shortcuts.filter(isAction).flatMap((one): Target[] => {
    const title = words.shortcuts[one.id]
    const score = fuzzyScore(typed, title)
    const [keys = ''] = keysOf(one, isMac())
    // A dialog gives the focus back as it closes; what is done comes after that.
    const go = () => void setTimeout(actions[one.id])
    return score === null || one.id === 'switcher' ? [] : [{ key: one.id, group: 'actions', title, words: '', score, keys, go }]
  })
}

function useSearchTarget(q: string): Target {
  const words = usePaneWords()
  return { key: 'search-messages', group: 'search', title: words.searchFor(q), words: '', score: 0, go: () => navigate(searchPath(q, null)) }
}
