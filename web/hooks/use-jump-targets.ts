import type { Conversation } from '@parley/client'
import type { Message, User } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { conversationName, isMine, signedName } from '../lib/conversation.ts'
import { goTo } from '../lib/go-to.ts'
import { summaryOfContent } from '../lib/markdown/trees.ts'
import { useSession } from './use-client.ts'
import { useConversations, usePathOf } from './use-conversation.ts'
import { useSettled } from './use-settled.ts'
import { useDirectory } from './use-users.ts'
import { useFormats, useWords } from './use-words.ts'

/** Something to jump to. */
export interface Target {
  key: string
  group: 'conversations' | 'people' | 'messages'
  title: string
  words: string
  conversation?: Conversation
  userId?: string
  go(): void
}

const MOST = { conversations: 8, people: 5 }

/** What fits the words: known conversations at once, people and messages as the server answers. */
export function useJumpTargets(q: string): { targets: Target[]; searching: boolean } {
  const { client, me } = useSession()
  const all = useConversations()
  const lookup = useDirectory()
  const pathOf = usePathOf()
  const say = useWords().jump
  const { shortDate } = useFormats()
  const words = q.trim()
  const { people, messages, searching } = useFound(words)

  const nameOf = (conversation: Conversation) => conversationName(conversation, me.id, lookup)
  const conversations = all
    .filter((one) => isMine(one) && nameOf(one).toLowerCase().includes(words.replace(/^#/, '').toLowerCase()))
    .slice(0, MOST.conversations)
    .map(
      (one): Target => ({
        key: one.channel.id,
        group: 'conversations',
        title: nameOf(one),
        words: one.channel.topic,
        conversation: one,
        go: () => goTo(client, one.channel.id, pathOf),
      }),
    )
  const direct = async (user: User) => goTo(client, (await client.call('channel.direct', { userIds: [user.id] })).channel.id, pathOf)
  const persons = people
    .slice(0, MOST.people)
    .map((user): Target => ({ key: user.id, group: 'people', title: user.name, words: `@${user.handle}`, userId: user.id, go: () => void direct(user) }))
  const said = messages.map((message): Target => {
    const place = all.find((one) => one.channel.id === message.channelId)
    // A direct conversation is named after its people: "Mira in Mira" says nothing.
    const author = lookup(message.authorId)?.name ?? '…'
    const where = place?.channel.kind === 'direct' ? author : place ? say.saidIn(author, signedName(place, nameOf(place))) : say.saidElsewhere(author)
    const words = `${where} · ${shortDate(message.createdAt)}`
    return {
      key: message.id,
      group: 'messages',
      title: summaryOfContent(message.content),
      words,
      userId: message.authorId,
      go: () => goTo(client, message.channelId, pathOf, message.seq),
    }
  })
  return { targets: [...conversations, ...persons, ...said], searching }
}

function useFound(words: string): { people: User[]; messages: Message[]; searching: boolean } {
  const { client, me } = useSession()
  const asked = useSettled(words, 200)
  const [found, setFound] = useState<{ q: string; people: User[]; messages: Message[] }>({ q: '', people: [], messages: [] })
  useEffect(() => {
    if (asked === '') return
    let here = true
    const ask = async () => {
      const [people, said] = await Promise.allSettled([client.call('user.list', { q: asked }), client.call('search', { q: asked, limit: 20 })])
      if (!here) return
      const users = people.status === 'fulfilled' ? people.value.users.filter((user) => user.id !== me.id && !user.deactivated) : []
      setFound({ q: asked, people: users, messages: said.status === 'fulfilled' ? said.value.messages : [] })
    }
    void ask()
    return () => {
      here = false
    }
  }, [client, me.id, asked])
  return words === '' ? { people: [], messages: [], searching: false } : { ...found, searching: found.q !== words }
}
