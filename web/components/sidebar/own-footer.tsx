'use client'

import { KeyRound, LogOut, Settings, Smartphone, UserRound } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { usePresence } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { signOut } from '../../lib/sign-out.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { LanguageItems, ThemeItems } from './own-choices.tsx'

/** Oneself, and what belongs to oneself. */
export function OwnFooter() {
  const { client, me } = useSession()
  const say = useWords()
  const open = useDialogs()
  const presence = usePresence(me.id)
  const online = useReadable(client.status).at === 'online'
  return (
    <div className="me" data-online={online}>
      <Avatar userId={me.id} size="m" presence />
      <span className="me-name">
        <b dir="auto">{me.name}</b>
        {online && presence !== 'away' ? (
          <small dir="auto">@{me.handle}</small>
        ) : (
          <small>{online ? say.conversation.presence.away : say.sidebar.notConnected}</small>
        )}
      </span>
      <Menu label={say.sidebar.settings} icon={<Settings size={18} />}>
        <MenuItem icon={<UserRound size={16} />} onSelect={() => open('profile')}>
          {say.sidebar.profile}
        </MenuItem>
        <MenuItem icon={<KeyRound size={16} />} onSelect={() => open('password')}>
          {say.sidebar.password}
        </MenuItem>
        <MenuItem icon={<Smartphone size={16} />} onSelect={() => open('sessions')}>
          {say.sidebar.sessions}
        </MenuItem>
        {isAdmin(me) && (
          <MenuItem icon={<Settings size={16} />} onSelect={() => open('workspace')}>
            {say.sidebar.workspaceSettings}
          </MenuItem>
        )}
        <hr />
        <ThemeItems />
        <hr />
        <LanguageItems />
        <hr />
        <MenuItem icon={<LogOut size={16} />} onSelect={() => void signOut(client)}>
          {say.sidebar.signOut}
        </MenuItem>
      </Menu>
    </div>
  )
}
