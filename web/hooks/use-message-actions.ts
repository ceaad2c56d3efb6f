import type { Conversation, Entry } from '@parley/client'
import { createContext, useCallback, useContext, useMemo, useRef, useState } from 'react'
import { copy } from '../lib/clipboard.ts'
import { isAdmin, isMine } from '../lib/conversation.ts'
import { wordsOf } from '../lib/failure.ts'
import { messageElement } from '../lib/message-element.ts'
import { navigate } from '../lib/navigate.ts'
import { threadPath } from '../lib/paths.ts'
import { useSession } from './use-client.ts'
import { usePathOf } from './use-conversation.ts'
import type { NewLine } from './use-new-line.ts'
import { useShell } from './use-shell.ts'

/** What can be done with a message, and what this person may do. */
export interface MessageActions {
  mayEdit(entry: Entry): boolean
  mayDelete(entry: Entry): boolean
  mayMark: boolean
  mayReact(entry: Entry): boolean
  react(entry: Entry, emoji: string, on: boolean): void
  /** All emoji to choose from, beside what was pressed. */
  askToReact(entry: Entry, beside?: HTMLElement): void
  /** The next message answers this one. */
  /** Answers can be begun here. */
  mayReply: boolean
  reply(entry: Entry): void
  /** Asks where to forward it, what it said before, or why one was told of it; or begins to select with it. */
  ask(is: Asked['is'], entry: Entry): void
  pin(entry: Entry, on: boolean): void
  /** To another message of this conversation. */
  goTo(seq: number): void
  edit(entry: Entry): void
  endEdit(): void
  save(entry: Entry, content: string): Promise<unknown>
  askToDelete(entry: Entry): void
  copyLink(entry: Entry): void
  /** Where its replies stand; null where it has none, as a reply. */
  threadPath(entry: Entry): string | null
  copyText(entry: Entry): void
  markUnread(entry: Entry): void
  /** Asks for a day to go to; the one given is proposed. */
  askForDate(at: number): void
  retry(entry: Entry): void
  discard(entry: Entry): void
}

export const MessageActionsContext = createContext<MessageActions | null>(null)

export function useActions(): MessageActions {
  const actions = useContext(MessageActionsContext)
  if (!actions) throw new Error('Used outside of a timeline')
  return actions
}

/** The message an emoji is chosen for, and what the choice stands beside. */
export interface Reacting {
  entry: Entry
  beside: HTMLElement
}

/** A question about a message that a dialog answers. */
export interface Asked {
  is: 'forward' | 'edits' | 'why' | 'select'
  entry: Entry
}

interface Options {
  conversation: Conversation
  newLine: NewLine
  onEdit: (messageId: string) => void
  onEditEnd: () => void
  onReply: ((entry: Entry) => void) | undefined
  onAskForDate: (at: number) => void
}

/** What is asked about messages of a timeline at this moment. */
export interface Questions {
  deleting: Entry | null
  endDeleting: () => void
  asked: Asked | null
  endAsking: () => void
  reacting: Reacting | null
  endReacting: () => void
}

/** The actions of one timeline. They stay the same object while rights stay the same, so that rows are not drawn again. */
export function useMessageActions(options: Options): { actions: MessageActions; questions: Questions } {
  const { client, me } = useSession()
  const [deleting, setDeleting] = useState<Entry | null>(null)
  const [reacting, setReacting] = useState<Reacting | null>(null)
  const [asked, setAsked] = useState<Asked | null>(null)
  const { say } = useShell()
  const linkTo = useLinks(options.conversation)
  const latest = useRef({ ...options, linkTo, say })
  latest.current = { ...options, linkTo, say }
  const mayMark = isMine(options.conversation)
  // Of a thread its channel decides, and the server says so.
  const inThread = options.conversation.channel.kind === 'thread'
  const writable = (mayMark || inThread) && options.conversation.channel.archivedAt === null
  const moderates = writable && (isAdmin(me) || options.conversation.membership?.role === 'owner')
  const mayReply = writable && options.onReply !== undefined

  const actions = useMemo((): MessageActions => {
    const settled = (entry: Entry) => !entry.sending && !entry.deleted
    return {
      mayEdit: (entry) => writable && settled(entry) && entry.authorId === me.id,
      mayDelete: (entry) => writable && settled(entry) && (moderates || entry.authorId === me.id),
      mayMark,
      mayReact: (entry) => writable && settled(entry),
      react: (entry, emoji, on) => void client.react(entry, emoji, on).catch((error: unknown) => latest.current.say(wordsOf(error), true)),
      askToReact(entry, beside) {
        const place = beside ?? messageElement(entry.id)
        if (place) setReacting({ entry, beside: place })
      },
      mayReply,
      reply: (entry) => latest.current.onReply?.(entry),
      ask: (is, entry) => setAsked({ is, entry }),
      pin: (entry, on) => void client.call('message.pin', { messageId: entry.id, on }).catch((error: unknown) => latest.current.say(wordsOf(error), true)),
      goTo: (seq) => navigate(latest.current.linkTo(seq)),
      edit: (entry) => latest.current.onEdit(entry.id),
      endEdit: () => latest.current.onEditEnd(),
      save: (entry, content) => client.edit(entry, content),
      askToDelete: setDeleting,
      copyLink: (entry) => void copy(location.origin + latest.current.linkTo(entry.seq)),
      threadPath: (entry) => (inThread || !(settled(entry) || entry.thread) ? null : threadPath(latest.current.linkTo(entry.seq))),
      copyText: (entry) => void copy(entry.content),
      askForDate: (at) => latest.current.onAskForDate(at),
      markUnread: (entry) => void latest.current.newLine.markUnread(entry.seq),
      retry: (entry) => client.retry(entry.id),
      discard: (entry) => client.discard(entry.id),
    }
  }, [client, me.id, writable, moderates, mayMark, mayReply, inThread])
  const endReacting = () => {
    setReacting(null)
    reacting?.beside.closest<HTMLElement>('article')?.focus({ preventScroll: true })
  }
  const endDeleting = useCallback(() => setDeleting(null), [])
  return { actions, questions: { deleting, endDeleting, asked, endAsking: () => setAsked(null), reacting, endReacting } }
}

/** The address of a message here. A reply's is that of what it hangs on. */
function useLinks({ channel, ...rest }: Conversation): (seq: number) => string {
  const { client } = useSession()
  const pathOf = usePathOf()
  const { parent } = channel
  return (seq) => {
    const place = parent && client.conversation(parent.channelId).get()
    return place ? threadPath(pathOf(place, parent.seq), seq) : pathOf({ ...rest, channel }, seq)
  }
}
