'use client'

import type { Reminder } from '@parley/protocol'
import { Ellipsis } from 'lucide-react'
import { useKeptMessage } from '../../hooks/use-kept-message.ts'
import { useLaterWords } from '../../hooks/use-later.ts'
import { useLaterRow } from '../../hooks/use-later-row.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { askWhen } from '../../lib/when.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { KeptMessage } from './kept-message.tsx'

/** Something one wants to be reminded of: words, a message, or both. */
export function ReminderRow({ row }: { row: Reminder }) {
  const words = useLaterWords()
  const { whole } = useFormats()
  const { client, run } = useLaterRow()
  const message = useKeptMessage(row.messageId)
  const { id: reminderId, at, content } = row
  const retime = () => askWhen({ title: words.remindTitle, at, onChosen: (next) => client.call('reminder.update', { reminderId, at: next }) })
  return (
    <li className="later-item" data-due={row.state === 'fired' || undefined}>
      {content !== '' && (
        <p className="later-words" dir="auto">
          {content}
        </p>
      )}
      {row.messageId && <KeptMessage message={message} />}
      <p className="later-about">
        <time dateTime={new Date(at).toISOString()}>{whole(at)}</time>
      </p>
      <Menu label={words.options(content || words.reminder)} icon={<Ellipsis size={16} />}>
        <MenuItem onSelect={() => run(client.call('reminder.update', { reminderId, done: true }))}>{words.done}</MenuItem>
        <MenuItem onSelect={retime}>{words.change}</MenuItem>
        <MenuItem danger onSelect={() => run(client.call('reminder.delete', { reminderId }))}>
          {words.remove}
        </MenuItem>
      </Menu>
    </li>
  )
}
