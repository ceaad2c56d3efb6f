'use client'

import clsx from 'clsx'
import { use } from 'react'
import { NamesContext } from '../../hooks/use-names.ts'
import { NavLink } from '../ui/nav-link.tsx'

/** Somebody's name, if it is somebody's; one's own stands out. */
export function Mention({ handle, text }: { handle: string; text: string }) {
  const names = use(NamesContext)
  const user = names.user(handle)
  if (!user) return text
  return (
    <span className={clsx('at', handle === names.me && 'own')} title={user.name}>
      {text}
    </span>
  )
}

/** A channel's name as the way there, if this person can go there. */
export function ChannelName({ name, text }: { name: string; text: string }) {
  const path = use(NamesContext).channel(name)
  if (!path) return text
  return (
    <NavLink className="at" href={path}>
      {text}
    </NavLink>
  )
}
