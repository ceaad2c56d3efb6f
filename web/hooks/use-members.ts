import type { Conversation } from '@parley/client'
import type { Member } from '@parley/protocol'
import { useEffect, useMemo } from 'react'
import { isDirect } from '../lib/conversation.ts'
import { useClient } from './use-client.ts'
import { useReadable } from './use-readable.ts'

/** The people in a channel now, its owners first. */
export function useMembers(conversation: Conversation): readonly Member[] {
  const client = useClient()
  const { id } = conversation.channel
  const members = useMemo(() => client.members(id), [client, id])
  const known = useReadable(members)
  const online = useReadable(client.status).at === 'online'
  const direct = isDirect(conversation)
  useEffect(() => {
    if (online && !direct) members.load().catch(() => {})
  }, [members, online, direct])
  return useMemo(() => known.filter((member) => member.joined).toSorted((a, b) => Number(b.role === 'owner') - Number(a.role === 'owner')), [known])
}

export function useMemberIds(conversation: Conversation): readonly string[] {
  const members = useMembers(conversation)
  return isDirect(conversation) ? conversation.people : members.map((member) => member.userId)
}
