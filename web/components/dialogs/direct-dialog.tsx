'use client'

import { LIMITS, type User } from '@parley/protocol'
import { useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useDialogWords } from '../../hooks/use-dialog-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { goTo } from '../../lib/go-to.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { PeoplePicker } from '../ui/people-picker.tsx'

/** Opens the one conversation with the people chosen. */
export function DirectDialog({ onClose }: { onClose: () => void }) {
  const { client, me } = useSession()
  const pathOf = usePathOf()
  const { sidebar } = useWords()
  const dialogs = useDialogWords()
  const [chosen, setChosen] = useState<readonly User[]>([])
  const { busy, failure, run } = useRequest()
  const start = () =>
    run(async () => {
      const head = await client.call('channel.direct', { userIds: chosen.map((user) => user.id) })
      onClose()
      goTo(client, head.channel.id, pathOf)
    })
  return (
    <Dialog title={sidebar.newDirect} onClose={onClose}>
      <PeoplePicker label={dialogs.findPeople} chosen={chosen} onChange={setChosen} without={new Set([me.id])} most={LIMITS.directPeople - 1} />
      <Failure words={failure} />
      <footer className="dialog-foot">
        <button type="button" className="button primary" disabled={busy || chosen.length === 0} onClick={start}>
          {dialogs.openConversation}
        </button>
      </footer>
    </Dialog>
  )
}
