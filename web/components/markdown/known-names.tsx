'use client'

import type { Client, Conversation } from '@parley/client'
import type { Group, User } from '@parley/protocol'
import { type ReactNode, useMemo, useSyncExternalStore } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useConversationList, usePathOf } from '../../hooks/use-conversation.ts'
import { type Names, NamesContext } from '../../hooks/use-names.ts'
import { useReadable } from '../../hooks/use-readable.ts'

/** Lets every message below know people and channels by name. Only the names are drawn again when somebody changes. */
export function KnownNames({ children }: { children: ReactNode }) {
  const { client, me } = useSession()
  const all = useConversationList()
  const pathOf = usePathOf()
  const version = useSyncExternalStore(client.users.subscribe, client.users.version, client.users.version)
  const groups = useReadable(client.groups)
  const places = all.filter(isNamed).map(({ channel }) => channel.id + channel.name)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for all profiles; paths follow from the ids and names of conversations
  const names = useMemo(() => namesOf(client, me, all, pathOf), [client, me, places.join(), version, groups])
  return <NamesContext value={names}>{children}</NamesContext>
}

function namesOf(client: Client, me: User, all: readonly Conversation[], pathOf: (conversation: Conversation) => string): Names {
  let people: Map<string, User | Group> | undefined
  let places: Map<string, Conversation> | undefined
  return {
    me: me.handle,
    isMine: ({ authorId, mentions }) => authorId !== me.id && (mentions?.some(client.groups.isMine) ?? false),
    user(handle) {
      people ??= new Map([...client.groups.get(), ...client.users.list()].map((one) => [one.handle, one]))
      return people.get(handle)
    },
    channel(name) {
      places ??= new Map(all.filter(isNamed).map((one) => [one.channel.name.toLowerCase(), one]))
      const place = places.get(name.toLowerCase())
      return place && pathOf(place)
    },
  }
}

const isNamed = ({ channel }: Conversation): boolean => channel.kind === 'public' || channel.kind === 'private'
