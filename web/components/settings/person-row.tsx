'use client'

import type { User } from '@parley/protocol'
import { useSession } from '../../hooks/use-client.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { Avatar } from '../ui/avatar.tsx'
import { Select } from '../ui/select.tsx'

type Role = User['role']
const roles = ['owner', 'admin', 'member', 'guest'] as const

interface Props {
  user: User
  busy: boolean
  onRole: (role: Role) => void
  onDeactivate: () => void
  onRestore: () => void
}

/** One person as an administrator sees them. Only owners make or change owners; nobody changes themselves. */
export function PersonRow({ user, busy, onRole, onDeactivate, onRestore }: Props) {
  const { me } = useSession()
  const words = useSettingsWords()
  const may = user.id !== me.id && (me.role === 'owner' || user.role !== 'owner')
  const offered = roles.filter((role) => role !== 'owner' || me.role === 'owner' || user.role === 'owner')
  const aside = user.id === me.id ? words.you : user.deactivated ? words.deactivated : null
  return (
    <li className="list-row person">
      <Avatar userId={user.id} />
      <span className="list-main">
        <b>
          <span dir="auto">{user.name}</span>
          {aside && <span> {words.aside(aside)}</span>}
        </b>
        <small dir="auto">@{user.handle}</small>
      </span>
      <Select
        label={words.roleOf(user.name)}
        quiet
        options={offered.map((value) => ({ value, label: words.roles[value] }))}
        value={user.role}
        disabled={busy || !may || user.deactivated}
        onChange={onRole}
      />
      {may && (
        <button
          type="button"
          className="button small"
          disabled={busy}
          aria-label={user.deactivated ? words.restoreOne(user.name) : words.deactivateOne(user.name)}
          onClick={user.deactivated ? onRestore : onDeactivate}
        >
          {user.deactivated ? words.restore : words.deactivate}
        </button>
      )}
    </li>
  )
}
