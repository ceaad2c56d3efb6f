'use client'

import { ArrowLeft } from 'lucide-react'
import { type ComponentType, lazy, Suspense, useEffect, useRef } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useUnsavedSections } from '../../hooks/use-unsaved.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { isForAdmins, type SettingsSection } from '../../lib/settings.ts'
import { Boundary } from '../boundary.tsx'
import { NavLink } from '../ui/nav-link.tsx'
import { AppearanceSettings } from './appearance.tsx'
import { KeyboardSettings } from './keyboard.tsx'
import { LanguageSettings } from './language.tsx'
import { ProfileSettings } from './profile.tsx'
import { SessionSettings } from './sessions.tsx'
import { SettingsList } from './settings-list.tsx'

/** What only administrators see is fetched only for them. */
const pages: Record<SettingsSection, ComponentType> = {
  profile: ProfileSettings,
  appearance: AppearanceSettings,
  language: LanguageSettings,
  keyboard: KeyboardSettings,
  notifications: lazy(async () => ({ default: (await import('./notifications.tsx')).NotificationSettings })),
  sessions: SessionSettings,
  groups: lazy(async () => ({ default: (await import('./groups.tsx')).GroupSettings })),
  emoji: lazy(async () => ({ default: (await import('./emoji.tsx')).EmojiSettings })),
  workspace: lazy(async () => ({ default: (await import('./workspace.tsx')).WorkspaceSettings })),
  invites: lazy(async () => ({ default: (await import('./invites.tsx')).InviteSettings })),
  people: lazy(async () => ({ default: (await import('./people.tsx')).PeopleSettings })),
}

/** The settings as a place of their own: their list, and one page of them. On a phone the path says which of the two. */
export function SettingsView({ section }: { section: SettingsSection | null }) {
  useAskBeforeClosing()
  return (
    <div className="settings" data-pane={section ? 'page' : 'list'}>
      <SettingsList here={section ?? 'profile'} />
      <SettingsPage key={section} section={section ?? 'profile'} named={section !== null} />
    </div>
  )
}

/** Its heading takes the focus, so that it is read out and Tab goes on from there. */
function SettingsPage({ section, named }: { section: SettingsSection; named: boolean }) {
  const { me } = useSession()
  const words = useSettingsWords()
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    if (named) heading.current?.focus({ preventScroll: true })
  }, [named])
  const Page = pages[section]
  return (
    <main className="settings-page">
      <div className="settings-sheet">
        <NavLink href="/settings" className="settings-up">
          <ArrowLeft size={16} className="points" aria-hidden="true" /> {words.all}
        </NavLink>
        <h1 ref={heading} tabIndex={-1}>
          {words.sections[section]}
        </h1>
        <Boundary what={words.sections[section]}>
          <Suspense fallback={null}>{isForAdmins(section) && !isAdmin(me) ? <p className="settings-words">{words.adminsOnly}</p> : <Page />}</Suspense>
        </Boundary>
      </div>
    </main>
  )
}

/** Within the page nothing typed is lost; closing the page is asked about while something is. */
function useAskBeforeClosing(): void {
  const open = useUnsavedSections().size > 0
  useEffect(() => {
    if (!open) return
    const ask = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', ask)
    return () => removeEventListener('beforeunload', ask)
  }, [open])
}
