'use client'

import type { User } from '@parley/protocol'
import { Check, Search } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useSession } from '../../hooks/use-client.ts'
import { useDialogWords } from '../../hooks/use-dialog-words.ts'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useSettled } from '../../hooks/use-settled.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { settingsPath } from '../../lib/settings.ts'
import { Avatar } from './avatar.tsx'
import { Failure } from './failure.tsx'
import { NavLink } from './nav-link.tsx'

interface Props {
  label: string
  chosen: readonly User[]
  onChange: (chosen: readonly User[]) => void
  /** People not to be offered. */
  without: ReadonlySet<string>
  most: number
}

/** Chooses people by name; those chosen stand above. */
export function PeoplePicker({ label, chosen, onChange, without, most }: Props) {
  const dialogs = useDialogWords()
  const [q, setQ] = useState('')
  const asked = useSettled(q.trim(), 200)
  const { answer, failure } = useAnswer('user.list', asked ? { q: asked } : {})
  const offered = answer?.users.filter((user) => !without.has(user.id) && !user.deactivated) ?? []
  const isChosen = (user: User) => chosen.some((one) => one.id === user.id)
  const toggle = (user: User) => {
    if (isChosen(user)) onChange(chosen.filter((one) => one.id !== user.id))
    else if (chosen.length < most) onChange([...chosen, user])
    setQ('')
  }
  return (
    <>
      <label className="find-line">
        <Search size={16} aria-hidden="true" />
        <input type="search" aria-label={label} placeholder={label} dir={q ? 'auto' : undefined} value={q} onChange={(event) => setQ(event.target.value)} />
      </label>
      {chosen.length > 0 && (
        <p className="chips">
          {chosen.map((user) => (
            <button type="button" key={user.id} className="chip" onClick={() => toggle(user)} aria-label={dialogs.removeChosen(user.name)}>
              <span dir="auto">{user.name}</span> ×
            </button>
          ))}
        </p>
      )}
      <Failure words={failure} />
      <ul className="list" aria-busy={!answer}>
        {offered.map((user) => (
          <li key={user.id}>
            <button type="button" className="list-row" aria-pressed={isChosen(user)} onClick={() => toggle(user)}>
              <Avatar userId={user.id} size="s" />
              <span className="list-main">
                <b dir="auto">{user.name}</b>
                <small dir="auto">@{user.handle}</small>
              </span>
              {isChosen(user) && <Check size={16} />}
            </button>
          </li>
        ))}
      </ul>
      {answer && offered.length === 0 && <p className="dialog-words">{asked ? dialogs.nobodyCalled : <NobodyYet />}</p>}
    </>
  )
}

/** Alone in the workspace: who may, is shown how to change that. */
function NobodyYet() {
  const { me } = useSession()
  const words = useSettingsWords()
  const open = useDialogs()
  return (
    <>
      {words.empty.nobodyYet}{' '}
      {isAdmin(me) && (
        <NavLink href={settingsPath('invites')} onClick={() => open(null)}>
          {words.makeInvite}
        </NavLink>
      )}
    </>
  )
}
