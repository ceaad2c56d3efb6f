'use client'

import type { Conversation } from '@parley/client'
import { MessageSquare, UserMinus, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useMemberIds, useMembers } from '../../hooks/use-members.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useUser, useWatched } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isDirect, isMine } from '../../lib/conversation.ts'
import { goTo } from '../../lib/go-to.ts'
import { StatusMark } from '../people/status-mark.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Failure } from '../ui/failure.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { AddMembersDialog } from './add-members-dialog.tsx'

const SHOWN = 100

/** Who is in it; people can be added, written to, and by those who may, removed. */
export function MemberList({ conversation, may }: { conversation: Conversation; may: boolean }) {
  const { client, me } = useSession()
  const say = useWords()
  const ids = useMemberIds(conversation)
  const owners = useMembers(conversation)
    .filter((member) => member.role === 'owner')
    .map((member) => member.userId)
  const [adding, setAdding] = useState(false)
  const { busy, failure, run } = useRequest()
  const { channel } = conversation
  useWatched(ids.slice(0, SHOWN))
  const remove = (userId: string) => () => void run(() => client.call('member.remove', { channelId: channel.id, userId }))
  return (
    <section className="section">
      <h3>
        {say.general.members(ids.length)}
        {isMine(conversation) && !isDirect(conversation) && channel.archivedAt === null && (
          <IconButton label={say.conversation.addPeople} onClick={() => setAdding(true)}>
            <UserPlus size={16} />
          </IconButton>
        )}
      </h3>
      <Failure words={failure} />
      <ul className="list members">
        {ids.slice(0, SHOWN).map((id) => (
          <MemberRow key={id} userId={id} owner={owners.includes(id)} busy={busy} onRemove={may && id !== me.id ? remove(id) : null} />
        ))}
      </ul>
      {ids.length > SHOWN && <p className="dialog-words">{say.conversation.more(ids.length - SHOWN)}</p>}
      {adding && <AddMembersDialog channel={channel} members={ids} onClose={() => setAdding(false)} />}
    </section>
  )
}

function MemberRow({ userId, owner, busy, onRemove }: { userId: string; owner: boolean; busy: boolean; onRemove: (() => void) | null }) {
  const { client, me } = useSession()
  const say = useWords().conversation
  const user = useUser(userId)
  const pathOf = usePathOf()
  const write = async () => goTo(client, (await client.call('channel.direct', { userIds: [userId] })).channel.id, pathOf)
  return (
    <li className="list-row">
      <Avatar userId={userId} size="s" presence />
      <span className="list-main">
        <b>
          <bdi dir="auto">{user?.name ?? '…'}</bdi>
          {userId === me.id && ` ${say.you}`}
          {(user?.status || user?.quiet) && <StatusMark user={user} />}
        </b>
        {owner ? <small>{say.owner}</small> : <small dir="auto">{user ? `@${user.handle}` : ''}</small>}
      </span>
      {userId !== me.id && (
        <IconButton label={say.writeTo(user?.name ?? say.them)} onClick={() => void write().catch(() => {})}>
          <MessageSquare size={15} />
        </IconButton>
      )}
      {onRemove && (
        <IconButton label={say.remove(user?.name ?? say.them)} disabled={busy} onClick={onRemove}>
          <UserMinus size={15} />
        </IconButton>
      )}
    </li>
  )
}
