'use client'

import { useUser } from '../../hooks/use-users.ts'
import { Avatar } from '../ui/avatar.tsx'

/** People by face and name. */
export function PeopleList({ userIds }: { userIds: readonly string[] }) {
  return (
    <ul className="list">
      {userIds.map((userId) => (
        <PersonRow key={userId} userId={userId} />
      ))}
    </ul>
  )
}

function PersonRow({ userId }: { userId: string }) {
  const user = useUser(userId)
  return (
    <li className="list-row">
      <Avatar userId={userId} size="s" />
      <span className="list-main">
        <b>
          <bdi dir="auto">{user?.name ?? '…'}</bdi>
        </b>
        <small dir="auto">{user ? `@${user.handle}` : ''}</small>
      </span>
    </li>
  )
}
