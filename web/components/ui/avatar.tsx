'use client'

import clsx from 'clsx'
import { usePresence, useUser } from '../../hooks/use-users.ts'
import { faceOf, initials } from '../../lib/avatar.ts'

export type AvatarSize = 'xs' | 's' | 'm' | 'l'

/** Somebody's initials on their own colour. The name stands beside it, so it is silent. */
export function Avatar({ userId, size = 'm', presence = false }: { userId: string; size?: AvatarSize; presence?: boolean }) {
  const name = useUser(userId)?.name ?? ''
  return (
    <span className={clsx('avatar', size)} style={faceOf(userId)} aria-hidden="true">
      {initials(name)}
      {presence && <PresenceDot userId={userId} />}
    </span>
  )
}

/** Several people as one mark: how many they are. */
export function GroupAvatar({ id, count }: { id: string; count: number }) {
  return (
    <span className="avatar s" style={faceOf(id)} aria-hidden="true">
      {count}
    </span>
  )
}

function PresenceDot({ userId }: { userId: string }) {
  return <i className="dot" data-presence={usePresence(userId)} />
}
