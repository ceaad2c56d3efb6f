'use client'

import { LIMITS, type Workspace } from '@parley/protocol'
import { type FormEvent, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Invites } from './invites.tsx'

const ways = ['open', 'invite', 'closed'] as const

/** The workspace's name, who may come in, and the invitations that are out. */
export function WorkspaceDialog({ onClose }: { onClose: () => void }) {
  const { client, workspace } = useSession()
  const { sidebar, dialogs } = useWords()
  const { busy, failure, run } = useRequest()
  const [name, setName] = useState(workspace.name)
  const update = (change: Partial<Pick<Workspace, 'name' | 'registration'>>) => run(() => client.call('workspace.update', change))
  const rename = (event: FormEvent) => {
    event.preventDefault()
    void update({ name: name.trim() })
  }
  return (
    <Dialog title={sidebar.workspaceSettings} onClose={onClose}>
      <form className="form" onSubmit={rename}>
        <Field
          label={dialogs.workspaceName}
          autoComplete="off"
          maxLength={LIMITS.nameChars}
          value={name}
          onChange={(event) => setName(event.target.value)}
          after={
            <button type="submit" className="button small" disabled={busy || name.trim() === '' || name.trim() === workspace.name}>
              {dialogs.rename}
            </button>
          }
        />
        <Choice
          legend={dialogs.registration}
          options={ways.map((way) => ({ value: way, ...dialogs.ways[way] }))}
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
