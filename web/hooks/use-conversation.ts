import type { Client, Conversation } from '@parley/client'
import { useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { conversationName, isMine, looksAlike } from '../lib/conversation.ts'
import { onStep, replacePath, routeNow } from '../lib/navigate.ts'
import { conversationPath, findByRoute, type Route, shortId, threadPath, wholeId } from '../lib/paths.ts'
import { useClient, useSession } from './use-client.ts'
import { useReadable } from './use-readable.ts'
import { useDirectory } from './use-users.ts'

export type ConversationRoute = Extract<Route, { at: 'conversation' }>
export type Found = { at: 'looking' } | { at: 'missing' } | { at: 'here'; conversation: Conversation }

export const useConversations = (): readonly Conversation[] => useReadable(useClient().conversations)

type Known = { from: readonly Conversation[]; list: readonly Conversation[] }
const lists = new WeakMap<Client, Known>()

/** The same as long as they look alike: what is said in one of them is no reason to draw a list of them again. */
export function useConversationList(): readonly Conversation[] {
  const client = useClient()
  const get = useCallback(() => listOf(client), [client])
  return useSyncExternalStore(client.conversations.subscribe, get, get)
}

function listOf(client: Client): readonly Conversation[] {
  const from = client.conversations.get()
  const known = lists.get(client)
  if (known?.from === from) return known.list
  const same = known?.list.length === from.length && from.every((one, at) => looksAlike(one, known.list[at] as Conversation))
  const list = same ? known.list : from
  lists.set(client, { from, list })
  return list
}

/** The id of the conversation the person is in, if it is known; null where nobody asks. */
export function useHereId(asked = true): string | null {
  const client = useClient()
  const subscribe = useCallback(
    (listener: () => void) => {
      const stops = [onStep(listener), client.conversations.subscribe(listener)]
      return () => {
        for (const stop of stops) stop()
      }
    },
    [client],
  )
  const get = () => (asked && conversationHere(client)?.channel.id) || null
  return useSyncExternalStore(subscribe, get, get)
}

/** The conversation that the address means now, if it is known. */
export function conversationHere(client: Client): Conversation | undefined {
  const route = routeNow()
  const all = client.conversations.get()
  if (here?.route !== route || here.all !== all)
    here = { route, all, found: route.at === 'conversation' ? findByRoute(route, all, (one) => one.channel) : undefined }
  return here.found
}

/** Asked for with every change, by several. */
let here: { route: Route; all: readonly Conversation[]; found: Conversation | undefined } | undefined

/** What a conversation is called on this person's screen. */
export function useConversationName(conversation: Conversation): string {
  const { me } = useSession()
  return conversationName(conversation, me.id, useDirectory())
}

/** Paths of conversations, as short as they can be among those known. */
export function usePathOf(): (conversation: Conversation, seq?: number) => string {
  const { client, me } = useSession()
  return useCallback(
    (conversation, seq) => {
      const ids = client.conversations.get().map((one) => one.channel.id)
      return conversationPath(conversationName(conversation, me.id, client.users.get), shortId(conversation.channel.id, ids), seq)
    },
    [client, me.id],
  )
}

/** The conversation that a path means; a public channel nobody joined is opened for as long as it is looked at. */
export function useConversationAt(route: ConversationRoute): Found {
  const client = useClient()
  const all = useConversations()
  const online = useReadable(client.status).at === 'online'
  const [missing, setMissing] = useState<string | null>(null)
  const known = findByRoute(route, all, (one) => one.channel)
  const knownId = known?.channel.id
  const visiting = known !== undefined && !isMine(known)

  useEffect(() => {
    if (knownId || !online) return
    let here = true
    lookFor(client, route).catch(() => here && setMissing(route.shortId))
    return () => {
      here = false
    }
  }, [client, knownId, online, route])
  useEffect(() => {
    if (knownId && visiting) return () => client.close(knownId)
  }, [client, knownId, visiting])

  if (known) return { at: 'here', conversation: known }
  return missing === route.shortId ? { at: 'missing' } : { at: 'looking' }
}

async function lookFor(client: Client, route: ConversationRoute): Promise<void> {
  const whole = wholeId(route.shortId)
  if (whole) {
    const { parent } = (await client.open(whole)).channel
    // A thread stands beside its channel.
    if (parent) replacePath(threadPath(`/c/~${parent.channelId}/${parent.seq}`, route.seq ?? undefined))
    return
  }
  const { channels } = await client.call('channel.browse', route.name ? { q: route.name } : {})
  const found = findByRoute(route, channels, (channel) => channel)
  if (!found) throw new Error('No such conversation')
  await client.open(found.id)
}
