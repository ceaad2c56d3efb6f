'use client'

import { memo } from 'react'
import type { Row } from '../../lib/rows.ts'
import { sameRow, TimelineRow } from './timeline-row.tsx'

interface Props {
  rows: readonly Row[]
  target: number | null
  /** The message that is being edited. */
  editing: string | null
  /** These are the last rows of the list. */
  newest: boolean
}

/** Neighbouring rows: of a long list only the groups that changed are looked at. They have no element of their own. */
export const TimelineRows = memo(
  function TimelineRows({ rows, target, editing, newest }: Props) {
    return rows.map((row, index) => (
      <TimelineRow key={row.key} row={row} target={target} editing={row.key === editing} last={newest && index === rows.length - 1} />
    ))
  },
  (a, b) => a.target === b.target && a.editing === b.editing && a.newest === b.newest && sameRows(a.rows, b.rows),
)

const sameRows = (a: readonly Row[], b: readonly Row[]): boolean => a.length === b.length && a.every((row, at) => row === b[at] || sameRow(row, b[at] as Row))
