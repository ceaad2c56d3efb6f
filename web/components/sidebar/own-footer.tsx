'use client'

import { LogOut, Settings, Smartphone, UserPlus } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { usePresence } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { navigate } from '../../lib/navigate.ts'
import { settingsPath } from '../../lib/settings.ts'
import { signOut } from '../../lib/sign-out.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { LanguageItems, ThemeItems } from './own-choices.tsx'

/** Oneself, and what belongs to oneself. */
export function OwnFooter() {
  const { client, me } = useSession()
  const say = useWords()
  const words = useSettingsWords()
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
        <MenuItem icon={<Settings size={16} />} onSelect={() => navigate('/settings')}>
          {words.title}
        </MenuItem>
        <MenuItem icon={<Smartphone size={16} />} onSelect={() => navigate(settingsPath('sessions'))}>
          {words.sections.sessions}
        </MenuItem>
        {isAdmin(me) && (
          <MenuItem icon={<UserPlus size={16} />} onSelect={() => navigate(settingsPath('invites'))}>
            {words.sections.invites}
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
