'use client'

import type { Entry } from '@parley/client'
import { FolderInput, Forward, Trash2, X } from 'lucide-react'
import { useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { MoveDialog } from '../thread/move-dialog.tsx'
import { ForwardDialog } from '../timeline/forward-dialog.tsx'
import { Confirm } from '../ui/confirm.tsx'
import { IconButton } from '../ui/icon-button.tsx'

type Question = 'move' | 'forward' | 'delete'

/** How many are selected, and what can be done with all of them. */
export function SelectionBar({ chosen, onClose }: { chosen: readonly Entry[]; onClose: () => void }) {
  const words = useThreadWords()
  const actions = useActions()
  const [asked, ask] = useState<Question | null>(null)
  const none = chosen.length === 0
  const mayTake = !none && chosen.every((entry) => actions.mayDelete(entry))
  const close = () => ask(null)
  return (
    <div className="above-composer selection" role="toolbar" aria-label={words.selection}>
      <p role="status">{words.selected(chosen.length)}</p>
      <button type="button" className="button small" disabled={!mayTake} onClick={() => ask('move')}>
        <FolderInput size={15} className="points" aria-hidden="true" /> {words.moveAction}
      </button>
      <button type="button" className="button small" disabled={none} onClick={() => ask('forward')}>
        <Forward size={15} className="points" aria-hidden="true" /> {words.forwardAction}
      </button>
      <button type="button" className="button small" disabled={!mayTake} onClick={() => ask('delete')}>
        <Trash2 size={15} aria-hidden="true" /> {words.deleteAction}
      </button>
      <IconButton label={words.endSelection} onClick={onClose}>
        <X size={17} />
      </IconButton>
      {asked === 'move' && <MoveDialog entries={chosen} onMoved={onClose} onClose={close} />}
      {asked === 'forward' && <ForwardDialog entries={chosen} onForwarded={onClose} onClose={close} />}
      {asked === 'delete' && <DeleteThem chosen={chosen} onDeleted={onClose} onClose={close} />}
    </div>
  )
}

/** One after the other: what one of them is refused for leaves the others selected. */
function DeleteThem({ chosen, onDeleted, onClose }: { chosen: readonly Entry[]; onDeleted: () => void; onClose: () => void }) {
  const client = useClient()
  const words = useThreadWords()
  const remove = async () => {
    for (const { id } of chosen) await client.delete(id)
    onDeleted()
  }
  return <Confirm title={words.deleteTitle(chosen.length)} words={words.deleteWords} action={words.deleteAction} onConfirm={remove} onClose={onClose} />
}
