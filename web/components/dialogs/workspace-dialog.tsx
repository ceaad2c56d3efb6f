'use client'

import { LIMITS, type Workspace } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Invites } from './invites.tsx'

const ways = [
  { value: 'open', label: 'Open', hint: 'Whoever reaches this address can make an account.' },
  { value: 'invite', label: 'By invitation', hint: 'New people need a link that you make here.' },
  { value: 'closed', label: 'Closed', hint: 'No new accounts.' },
] as const

/** The workspace's name, who may come in, and the invitations that are out. */
export function WorkspaceDialog({ onClose }: { onClose: () => void }) {
  const { client, workspace } = useSession()
  const { busy, failure, run } = useRequest()
  const [name, setName] = useState(workspace.name)
  const update = (change: Partial<Pick<Workspace, 'name' | 'registration'>>) => run(() => client.call('workspace.update', change))
  const rename = (event: FormEvent) => {
    event.preventDefault()
    void update({ name: name.trim() })
  }
  return (
    <Dialog title="Workspace settings" onClose={onClose}>
      <form className="form" onSubmit={rename}>
        <Field
          label="Workspace name"
          autoComplete="off"
          maxLength={LIMITS.nameChars}
          value={name}
          onChange={(event) => setName(event.target.value)}
          after={
            <button type="submit" className="button small" disabled={busy || name.trim() === '' || name.trim() === workspace.name}>
              Rename
            </button>
          }
        />
        <Choice
          legend="Registration"
          options={ways}
          value={workspace.registration}
          disabled={busy}
          onChange={(registration) => void update({ registration })}
        />
        <Failure words={failure} />
      </form>
      <Invites />
    </Dialog>
  )
}
