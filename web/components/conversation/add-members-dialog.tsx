'use client'

import { type Channel, LIMITS, type User } from '@parley/protocol'
import { useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useDialogWords } from '../../hooks/use-dialog-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { PeoplePicker } from '../ui/people-picker.tsx'

/** Adds people to a channel. */
export function AddMembersDialog({ channel, members, onClose }: { channel: Channel; members: readonly string[]; onClose: () => void }) {
  const client = useClient()
  const say = { ...useWords(), dialogs: useDialogWords() }
  const [chosen, setChosen] = useState<readonly User[]>([])
  const { busy, failure, run } = useRequest()
  const add = async () => {
    if (await run(() => client.call('member.add', { channelId: channel.id, userIds: chosen.map((user) => user.id) }))) onClose()
  }
  return (
    <Dialog title={say.conversation.addPeopleTo(channel.name)} onClose={onClose}>
      <PeoplePicker label={say.dialogs.findPeople} chosen={chosen} onChange={setChosen} without={new Set(members)} most={LIMITS.membersPerRequest} />
      <Failure words={failure} />
      <footer className="dialog-foot">
        <button type="button" className="button primary" disabled={busy || chosen.length === 0} onClick={add}>
          {say.conversation.add}
        </button>
      </footer>
    </Dialog>
  )
}
