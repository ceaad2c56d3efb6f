'use client'

import type { User } from '@parley/protocol'
import { Search } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useSettled } from '../../hooks/use-settled.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Failure } from '../ui/failure.tsx'
import { PersonRow } from './person-row.tsx'

/** Who is in the workspace, what they may do, and whether they may come in at all. */
export function PeopleSettings() {
  const client = useClient()
  const words = useSettingsWords()
  const [q, setQ] = useState('')
  const asked = useSettled(q.trim(), 200)
  const { answer, failure, again } = useAnswer('user.list', asked ? { q: asked } : {})
  const { busy, failure: refused, run } = useRequest()
  const [leaving, setLeaving] = useState<User | null>(null)
  const change = (user: User, changes: { role?: User['role']; deactivated?: boolean }) =>
    run(() => client.call('user.update', { userId: user.id, ...changes })).then(again)
  const deactivate = async (user: User) => {
    await client.call('user.update', { userId: user.id, deactivated: true })
    again()
  }
  return (
    <div className="form settings-part">
      <p className="settings-words">
        {words.peopleWords} {words.rolesWords}
      </p>
      <label className="find-line">
        <Search size={16} aria-hidden="true" />
        <input type="search" aria-label={words.findPeople} placeholder={words.findPeople} value={q} onChange={(event) => setQ(event.target.value)} />
      </label>
      <Failure words={refused ?? failure} />
      <ul className="list settings-rows" aria-busy={!answer}>
        {answer?.users.map((user) => (
          <PersonRow
            key={user.id}
            user={user}
            busy={busy}
            onRole={(role) => void change(user, { role })}
            onDeactivate={() => setLeaving(user)}
            onRestore={() => void change(user, { deactivated: false })}
          />
        ))}
      </ul>
      {answer?.users.length === 0 && <p className="settings-words">{words.nobodyCalled}</p>}
      {answer?.cursor && <p className="settings-words">{words.morePeople}</p>}
      {leaving && (
        <Confirm
          title={words.deactivateTitle(leaving.name)}
          words={words.deactivateWords}
          action={words.deactivate}
          onConfirm={() => deactivate(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </div>
  )
}
