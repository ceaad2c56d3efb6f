'use client'

import type { Status } from '@parley/client'
import { Settings } from 'lucide-react'
import { useRef } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { usePresence } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { laterPart } from '../later.tsx'
import { PeoplePart } from '../people/later.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Menu } from '../ui/menu.tsx'

const OwnItems = laterPart(async () => (await import('./own-items.tsx')).OwnItems)

/** Oneself, and what belongs to oneself. */
export function OwnFooter() {
  const { client, me } = useSession()
  const say = useWords()
  const presence = usePresence(me.id)
  const online = useHolding(useReadable(client.status).at)
  return (
    <div className="me" data-online={online}>
      <Avatar userId={me.id} size="m" presence />
      <span className="me-name">
        <b dir="auto">
          {me.name}
          {(me.status || me.quiet) && <PeoplePart is="status" user={me} />}
        </b>
        {online && presence !== 'away' ? (
          <small dir="auto">@{me.handle}</small>
        ) : (
          <small>{online ? say.conversation.presence.away : say.sidebar.notConnected}</small>
        )}
      </span>
      <Menu label={say.sidebar.settings} icon={<Settings size={18} />}>
        <OwnItems />
      </Menu>
    </div>
  )
}

/** Whether the connection holds. One on its way for the first time is not one that was lost. */
function useHolding(at: Status['at']): boolean {
  const lost = useRef(false)
  if (at === 'online' || at === 'offline') lost.current = at === 'offline'
  return !lost.current
}
