'use client'

import { memo } from 'react'
import { useWords } from '../../hooks/use-words.ts'
import type { Row } from '../../lib/rows.ts'
import { Boundary } from '../boundary.tsx'
import { DayLine } from './day-line.tsx'
import { MessageTile } from './message-tile.tsx'

interface Props {
  row: Row
  /** The number of the message that the address names. */
  target: number | null
  editing: boolean
  last: boolean
}

/** One row of the timeline; drawn again only when it changed. */
export const TimelineRow = memo(
  function TimelineRow({ row, target, editing, last }: Props) {
    const { general, timeline } = useWords()
    if (row.is === 'day') return <DayLine at={row.at} />
    if (row.is === 'new') return <div className="day new">{timeline.new}</div>
    return (
      <Boundary what={general.thisMessage} quiet>
        <MessageTile entry={row.entry} first={row.first} target={row.entry.seq === target && !row.entry.sending} editing={editing} last={last} />
      </Boundary>
    )
  },
  (a, b) => a.editing === b.editing && a.last === b.last && a.target === b.target && sameRow(a.row, b.row),
)

/** Whether two rows are drawn alike. */
export function sameRow(a: Row, b: Row): boolean {
  if (a.is === 'message' && b.is === 'message') return a.entry === b.entry && a.first === b.first
  return a.is === b.is && a.key === b.key
}
