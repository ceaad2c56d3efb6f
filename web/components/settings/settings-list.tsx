'use client'

import { ArrowLeft, Bell, Building2, ContrastIcon, Keyboard, Languages, Smartphone, Smile, Ticket, UserRound, Users, UsersRound } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useUnsavedSections } from '../../hooks/use-unsaved.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { lastPlace } from '../../lib/place.ts'
import { adminSections, ownSections, type SettingsSection, settingsPath } from '../../lib/settings.ts'
import { NavLink } from '../ui/nav-link.tsx'

const icons = {
  profile: UserRound,
  appearance: ContrastIcon,
  language: Languages,
  keyboard: Keyboard,
  notifications: Bell,
  sessions: Smartphone,
  groups: UsersRound,
  emoji: Smile,
  workspace: Building2,
  invites: Ticket,
  people: Users,
}

/** Every page of the settings that this person may use, and the way back. */
export function SettingsList({ here }: { here: SettingsSection }) {
  const { me } = useSession()
  const words = useSettingsWords()
  return (
    <nav className="settings-list" aria-label={words.title}>
      <NavLink href={lastPlace() ?? '/'} className="settings-link">
        <ArrowLeft size={16} className="points" aria-hidden="true" />
        {words.back}
      </NavLink>
      <Group title={words.yours} sections={ownSections} here={here} />
      {isAdmin(me) && <Group title={words.workspaceGroup} sections={adminSections} here={here} />}
    </nav>
  )
}

function Group({ title, sections, here }: { title: string; sections: readonly SettingsSection[]; here: SettingsSection }) {
  const words = useSettingsWords()
  const open = useUnsavedSections()
  return (
    <section>
      <h2>{title}</h2>
      {sections.map((section) => {
        const Icon = icons[section]
        return (
          <NavLink key={section} href={settingsPath(section)} className="settings-link" aria-current={section === here ? 'page' : undefined}>
            <Icon size={16} aria-hidden="true" />
            {words.sections[section]}
            {open.has(section) && <small>{words.unsaved}</small>}
          </NavLink>
        )
      })}
    </section>
  )
}
