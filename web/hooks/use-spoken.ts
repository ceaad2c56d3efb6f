import type { Client, Conversation, Entry } from '@parley/client'
import { useEffect, useRef } from 'react'
import { useShellWords } from '../lib/shell-words.ts'
import { spoken } from '../lib/spoken.ts'
import { useSession } from './use-client.ts'
import { useReadable } from './use-readable.ts'
import { useShell } from './use-shell.ts'

const TOGETHER_MS = 400
const NEAR_PX = 60

/** Says aloud what others write in the open conversation; many at once as their number, and nothing while history is read. */
export function useSpokenMessages(conversation: Conversation): void {
  const { client, me } = useSession()
  const { say } = useShell()
  const words = useShellWords()
  const { id } = conversation.channel
  useEffect(() => {
    const timeline = client.timeline(id)
    let heard = client.conversation(id).get()?.channel.lastSeq ?? 0
    let timer: ReturnType<typeof setTimeout> | undefined
    const speak = () => {
      timer = undefined
      const fresh = timeline.get().entries.filter((entry) => entry.seq > heard && !entry.sending)
      heard = Math.max(heard, ...fresh.map((entry) => entry.seq))
      const others = fresh.filter((entry) => entry.authorId !== me.id && !entry.deleted)
      if (others.length === 0 || readsHistory()) return
      const [only] = others
      say(others.length === 1 && only ? words.messageBy(authorOf(client, only), spoken(only.content)) : words.newMessages(others.length))
    }
    const listen = () => {
      timer ??= setTimeout(speak, TOGETHER_MS)
    }
    const stop = timeline.subscribe(listen)
    return () => {
      stop()
      clearTimeout(timer)
    }
  }, [client, id, me.id, say, words])
}

const authorOf = (client: Client, entry: Entry): string => client.users.get(entry.authorId)?.name ?? ''
const readsHistory = (): boolean => (document.querySelector('.line')?.scrollTop ?? 0) < -NEAR_PX

/** Says once that the connection was lost, and once that it is back: not at every attempt between. */
export function useSpokenConnection(): void {
  const { client } = useSession()
  const { say } = useShell()
  const words = useShellWords()
  const lost = useRef(false)
  const { at } = useReadable(client.status)
  useEffect(() => {
    if (at === 'offline' && !lost.current) say(words.connectionLost)
    if (at === 'online' && lost.current) say(words.connected)
    if (at === 'offline' || at === 'online') lost.current = at === 'offline'
  }, [at, say, words])
}
