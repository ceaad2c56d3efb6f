import type { Conversation } from '@parley/client'
import { useMemo } from 'react'
import { copy } from '../lib/clipboard.ts'
import { wordsOf } from '../lib/failure.ts'
import { neighbour, ownNames, placement } from '../lib/sections.ts'
import { useShellWords } from '../lib/shell-words.ts'
import { useClient } from './use-client.ts'
import { usePathOf } from './use-conversation.ts'
import { useShell } from './use-shell.ts'
import { sectionName } from './use-sidebar-sections.ts'

type Change = { favourite?: boolean; section?: string; muted?: boolean; level?: 'all' | 'mentions' | 'nothing' }

/** What a person does with a conversation as a whole. A refusal is shown and said. */
export interface RowCommands {
  change: (one: Conversation, change: Change) => Promise<boolean>
  /** Into the section with this key; said when it is done. */
  move: (one: Conversation, name: string, key: string) => Promise<void>
  moveBy: (one: Conversation, name: string, step: -1 | 1) => Promise<void>
  markRead: (one: Conversation) => void
  copyLink: (one: Conversation) => void
  renameSection: (from: string, to: string) => Promise<void>
  removeSection: (name: string) => Promise<void>
}

export function useRowCommands(): RowCommands {
  const client = useClient()
  const { say, sections } = useShell()
  const words = useShellWords()
  const pathOf = usePathOf()
  return useMemo(() => {
    const change = (one: Conversation, changes: Change) =>
      client.call('membership.update', { channelId: one.channel.id, ...changes }).then(
        () => true,
        (error: unknown) => {
          say(wordsOf(error), true)
          return false
        },
      )
    const move = async (one: Conversation, name: string, key: string) => {
      sections.collapse(key, false)
      if (await change(one, placement(key))) say(words.moved(name, sectionName(key, words)))
    }
    const inSection = (name: string) => client.conversations.get().filter((one) => one.membership?.section === name)
    const relabel = async (from: string, to: string) => {
      sections.setMade([...sections.made.filter((name) => name !== from), ...(to ? [to] : [])])
      await Promise.all(inSection(from).map((one) => change(one, { section: to })))
    }
    return {
      change,
      move,
      async moveBy(one, name, step) {
        const key = neighbour(one, ownNames(client.conversations.get(), sections.made), step)
        if (key) await move(one, name, key)
        else say(words.movedNot(name))
      },
      markRead({ channel: { id } }) {
        const now = client.conversation(id).get()
        if (now) client.markRead(id, now.channel.lastSeq)
      },
      copyLink: (one) => void copy(location.origin + pathOf(one)).then(() => say(words.copied)),
      renameSection: relabel,
      removeSection: (name) => relabel(name, ''),
    }
  }, [client, say, sections, words, pathOf])
}
