'use client'

import { Eraser, LogOut, Settings, Smartphone, Smile, UserPlus } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { navigate } from '../../lib/navigate.ts'
import { settingsPath } from '../../lib/settings.ts'
import { signOut } from '../../lib/sign-out.ts'
import { MenuItem } from '../ui/menu.tsx'
import { LanguageItems, ThemeItems } from './own-choices.tsx'

/** What belongs to oneself, as a menu. */
export function OwnItems() {
  const { client, me } = useSession()
  const { sidebar } = useWords()
  const words = useSettingsWords()
  const people = usePeopleWords()
  const open = useDialogs()
  return (
    <>
      <MenuItem icon={<Smile size={16} />} onSelect={() => open({ is: 'status' })}>
        {me.status ? people.changeStatus : people.setStatus}
      </MenuItem>
      {me.status && (
        <MenuItem icon={<Eraser size={16} />} onSelect={() => void client.call('profile.update', { status: null }).catch(() => {})}>
          {people.clearStatus}
        </MenuItem>
      )}
      <hr />
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
        {sidebar.signOut}
      </MenuItem>
    </>
  )
}
