'use client'

import { Check, LogOut, Monitor, Moon, Settings, Smartphone, Sun, UserPlus } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { usePresence } from '../../hooks/use-users.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { navigate } from '../../lib/navigate.ts'
import { settingsPath } from '../../lib/settings.ts'
import { signOut } from '../../lib/sign-out.ts'
import { setTheme, type Theme, theme } from '../../lib/theme.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'

/** Oneself, and what belongs to oneself. */
export function OwnFooter() {
  const { client, me } = useSession()
  const words = useSettingsWords()
  const presence = usePresence(me.id)
  const online = useReadable(client.status).at === 'online'
  return (
    <div className="me" data-online={online}>
      <Avatar userId={me.id} size="m" presence />
      <span className="me-name">
        <b>{me.name}</b>
        <small>{!online ? 'Not connected' : presence === 'away' ? 'Away' : `@${me.handle}`}</small>
      </span>
      <Menu label="Account and settings" icon={<Settings size={18} />}>
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
        <MenuItem icon={<LogOut size={16} />} onSelect={() => void signOut(client)}>
          Sign out
        </MenuItem>
      </Menu>
    </div>
  )
}

const themes = [
  { name: 'system', words: 'As the system', Icon: Monitor },
  { name: 'light', words: 'Light', Icon: Sun },
  { name: 'dark', words: 'Dark', Icon: Moon },
] as const

function ThemeItems() {
  const [chosen, setChosen] = useState<Theme>(theme)
  const choose = (name: Theme) => {
    setTheme(name)
    setChosen(name)
  }
  return themes.map(({ name, words, Icon }) => (
    <MenuItem key={name} icon={<Icon size={16} />} checked={chosen === name} onSelect={() => choose(name)}>
      {words}
      {chosen === name && <Check size={14} className="menu-check" />}
    </MenuItem>
  ))
}
