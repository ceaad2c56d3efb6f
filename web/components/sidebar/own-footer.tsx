'use client'

import { Check, KeyRound, LogOut, Monitor, Moon, Settings, Smartphone, Sun, UserRound } from 'lucide-react'
import { useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { usePresence } from '../../hooks/use-users.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { signOut } from '../../lib/sign-out.ts'
import { setTheme, type Theme, theme } from '../../lib/theme.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Menu, MenuItem } from '../ui/menu.tsx'

/** Oneself, and what belongs to oneself. */
export function OwnFooter() {
  const { client, me } = useSession()
  const open = useDialogs()
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
        <MenuItem icon={<UserRound size={16} />} onSelect={() => open('profile')}>
          Name and handle
        </MenuItem>
        <MenuItem icon={<KeyRound size={16} />} onSelect={() => open('password')}>
          Change password
        </MenuItem>
        <MenuItem icon={<Smartphone size={16} />} onSelect={() => open('sessions')}>
          Signed-in devices
        </MenuItem>
        {isAdmin(me) && (
          <MenuItem icon={<Settings size={16} />} onSelect={() => open('workspace')}>
            Workspace settings
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
