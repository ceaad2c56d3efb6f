'use client'

import { memo, useEffect, useRef } from 'react'
import { COLUMNS, type Group, rowsOf } from '../../lib/composer/emoji-grid.ts'
import { Glyph } from '../emoji/own-emoji.tsx'

interface Props {
  id: string
  group: Group
  /** The number of the group's first cell. */
  start: number
  /** The number of the active cell, in this group or in another. */
  at: number
  onPick: (emoji: string) => void
}

/** One group under its heading, in rows. */
export function EmojiGroup({ id, group, start, at, onPick }: Props) {
  const within = at >= start && at < start + group.emoji.length
  const active = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (within) active.current?.querySelector(`[id="${id}-${at}"]`)?.scrollIntoView({ block: 'nearest' })
  }, [within, id, at])
  return (
    // biome-ignore lint/a11y/useSemanticElements: a grid of buttons, not a table of words
    <div ref={active} role="rowgroup" aria-label={group.title} className="picker-group">
      <div className="picker-title" aria-hidden="true">
        {group.title}
      </div>
      {rowsOf(group.emoji).map((row, index) => {
        const first = start + index * COLUMNS
        const chosen = at >= first && at < first + row.length ? at - first : -1
        return <EmojiRow key={row[0]?.emoji} id={id} row={row} first={first} chosen={chosen} onPick={onPick} />
      })}
    </div>
  )
}

const EmojiRow = memo(
  function EmojiRow({ id, row, first, chosen, onPick }: { id: string; row: Group['emoji']; first: number; chosen: number; onPick: Props['onPick'] }) {
    return (
      // biome-ignore lint/a11y/useSemanticElements: as above
      <div role="row" className="picker-row" tabIndex={-1}>
        {row.map(({ emoji, label, names }, index) => (
          // biome-ignore lint/a11y/useSemanticElements: as above
          <button
            key={emoji}
            type="button"
            role="gridcell"
            id={`${id}-${first + index}`}
            aria-label={label}
            aria-selected={index === chosen}
            title={`:${names[0]}:`}
            tabIndex={-1}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onPick(emoji)}
          >
            <Glyph emoji={emoji} />
          </button>
        ))}
      </div>
    )
  },
  (before, now) => before.chosen === now.chosen && before.first === now.first && before.row.every((one, index) => one === now.row[index]),
)
