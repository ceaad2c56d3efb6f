'use client'

import type { Schedule } from '@parley/protocol'
import { Ellipsis } from 'lucide-react'
import { useState } from 'react'
import { useLaterWords } from '../../hooks/use-later.ts'
import { useLaterRow } from '../../hooks/use-later-row.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { askWhen } from '../../lib/when.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'
import { WordsDialog } from './words-dialog.tsx'

/** A message that waits to be sent, or could not be. */
export function ScheduleRow({ row }: { row: Schedule }) {
  const words = useLaterWords()
  const { whole } = useFormats()
  const { client, run, placeOf, summary } = useLaterRow()
  const [editing, setEditing] = useState(false)
  const { id: scheduleId, at, content, reason } = row
  const retime = () => askWhen({ title: words.sendLaterTitle, at, onChosen: (next) => client.call('schedule.update', { scheduleId, at: next }) })
  return (
    <li className="later-item">
      <p className="later-words" dir="auto">
        {summary(content)}
      </p>
      <p className="later-about">
        <span dir="auto">{placeOf(row.channelId)}</span> <time dateTime={new Date(at).toISOString()}>{whole(at)}</time>
      </p>
      {row.state === 'refused' && <p className="field-error">{words.refused(reason ?? '')}</p>}
      <Menu label={words.options(summary(content).slice(0, 40))} icon={<Ellipsis size={16} />}>
        <MenuItem onSelect={() => run(client.call('schedule.send', { scheduleId }))}>{words.sendNow}</MenuItem>
        <MenuItem onSelect={retime}>{words.change}</MenuItem>
        <MenuItem onSelect={() => setEditing(true)}>{words.changeWords}</MenuItem>
        <MenuItem danger onSelect={() => run(client.call('schedule.delete', { scheduleId }))}>
          {words.remove}
        </MenuItem>
      </Menu>
      {editing && (
        <WordsDialog
          title={words.wordsTitle}
          first={content}
          onSave={(next) => client.call('schedule.update', { scheduleId, content: next })}
          onClose={() => setEditing(false)}
        />
      )}
    </li>
  )
}
