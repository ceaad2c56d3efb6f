'use client'

import { newId } from '@parley/client'
import { type Group, LIMITS, type User } from '@parley/protocol'
import { type FormEvent, useEffect, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { PeoplePicker } from '../ui/people-picker.tsx'

const nobody: ReadonlySet<string> = new Set()

/** A new group, or one to be changed. */
export function GroupDialog({ group, onClose }: { group: Group | null; onClose: () => void }) {
  const client = useClient()
  const words = useSettingsWords()
  const [id] = useState(() => group?.id ?? newId())
  const [name, setName] = useState(group?.name ?? '')
  const [handle, setHandle] = useState(group?.handle ?? '')
  const [people, setPeople] = useState<readonly User[]>([])
  const { busy, failure, run } = useRequest()
  useEffect(() => {
    const userIds = group?.members.slice(0, LIMITS.watchedUsers) ?? []
    if (userIds.length > 0)
      void client.call('user.get', { userIds }).then(
        ({ users }) => setPeople(users),
        () => {},
      )
  }, [client, group])
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const rest = (group?.members ?? []).slice(LIMITS.watchedUsers)
    const next = { name: name.trim(), handle: handle.trim(), members: [...people.map((user) => user.id), ...rest] }
    const done = await run(() => (group ? client.call('group.update', { groupId: group.id, ...next }) : client.call('group.create', { id, ...next })))
    if (done) onClose()
  }
  return (
    <Dialog title={group ? group.name : words.groups.make} onClose={onClose}>
      <form className="form" onSubmit={save}>
        <Field label={words.name} autoComplete="off" maxLength={LIMITS.nameChars} value={name} onChange={(event) => setName(event.target.value)} data-first />
        <Field
          label={words.handle}
          hint={words.groups.handleHint}
          autoComplete="off"
          maxLength={LIMITS.handleChars}
          value={handle}
          onChange={(event) => setHandle(event.target.value)}
        />
        <PeoplePicker label={words.findPeople} chosen={people} onChange={setPeople} without={nobody} most={LIMITS.groupMembers} />
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy || name.trim() === '' || handle.trim() === ''}>
          {words.save}
        </DialogFoot>
      </form>
    </Dialog>
  )
}
