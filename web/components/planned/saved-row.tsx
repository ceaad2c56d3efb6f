'use client'

import type { Saved } from '@parley/protocol'
import { Ellipsis } from 'lucide-react'
import { useKeptMessage } from '../../hooks/use-kept-message.ts'
import { useLaterWords } from '../../hooks/use-later.ts'
import { useLaterRow } from '../../hooks/use-later-row.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { KeptMessage } from './kept-message.tsx'

/** A message that is kept in sight, to be dealt with or dealt with. */
export function SavedRow({ row: { id: messageId, state } }: { row: Saved }) {
  const words = useLaterWords()
  const { client, run, summary } = useLaterRow()
  const message = useKeptMessage(messageId)
  const set = (next: Saved['state']) => run(client.call('saved.set', { messageId, state: next }))
  const isDone = state === 'done'
  const label = isDone ? words.notDone : words.done
  return (
    <li className="later-item saved" data-done={isDone || undefined}>
      <input type="checkbox" aria-label={label} checked={isDone} onChange={() => set(isDone ? 'todo' : 'done')} />
      <KeptMessage message={message} />
      <Menu label={words.options(message ? summary(message.content).slice(0, 40) : words.saved)} icon={<Ellipsis size={16} />}>
        <MenuItem onSelect={() => set(isDone ? 'todo' : 'done')}>{label}</MenuItem>
        <MenuItem danger onSelect={() => set('none')}>
          {words.unsave}
        </MenuItem>
      </Menu>
    </li>
  )
}
