'use client'

import type { Group } from '@parley/protocol'
import { Users } from 'lucide-react'
import { useEffect, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useReadable } from '../../hooks/use-readable.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { wordsOf } from '../../lib/failure.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Failure } from '../ui/failure.tsx'
import { GroupDialog } from './group-dialog.tsx'

/** People who are addressed together by one handle. */
export function GroupSettings() {
  const { client, me } = useSession()
  const words = useSettingsWords().groups
  const groups = useReadable(client.groups)
  const [failure, setFailure] = useState<string | null>(null)
  const [open, setOpen] = useState<Group | 'new' | null>(null)
  const [ending, setEnding] = useState<Group | null>(null)
  useEffect(() => {
    client.groups.load().catch((error: unknown) => setFailure(wordsOf(error)))
  }, [client])
  const mayChange = (group: Group) => group.createdBy === me.id || isAdmin(me)
  return (
    <div className="form settings-part">
      <p className="settings-words">{words.words}</p>
      {me.role !== 'guest' && (
        <div className="settings-foot">
          <button type="button" className="button primary" onClick={() => setOpen('new')}>
            <Users size={16} aria-hidden="true" /> {words.make}
          </button>
        </div>
      )}
      <Failure words={failure} />
      <ul className="list settings-rows">
        {groups.map((group) => (
          <li className="list-row" key={group.id}>
            <span className="list-main">
              <b dir="auto">{group.name}</b>
              <small dir="auto">
                @{group.handle} · {words.people(group.members.length)}
              </small>
            </span>
            {mayChange(group) && (
              <>
                <button type="button" className="button small" aria-label={words.changeOne(group.name)} onClick={() => setOpen(group)}>
                  {words.change}
                </button>
                <button type="button" className="button small" aria-label={words.endOne(group.name)} onClick={() => setEnding(group)}>
                  {words.end}
                </button>
              </>
            )}
          </li>
        ))}
      </ul>
      {groups.length === 0 && <p className="settings-words">{words.none}</p>}
      {open && <GroupDialog group={open === 'new' ? null : open} onClose={() => setOpen(null)} />}
      {ending && (
        <Confirm
          title={words.endTitle(ending.name)}
          words={words.endWords}
          action={words.end}
          onConfirm={() => client.call('group.update', { groupId: ending.id, deleted: true })}
          onClose={() => setEnding(null)}
        />
      )}
    </div>
  )
}
