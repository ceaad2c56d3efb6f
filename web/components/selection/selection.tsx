'use client'

import type { Entry } from '@parley/client'
import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { type Selection as Chosen, useSelection } from '../../hooks/use-selection.ts'
import { useUser } from '../../hooks/use-users.ts'
import { messageElement } from '../../lib/message-element.ts'
import { useShellWords } from '../../lib/shell-words.ts'
import { spoken } from '../../lib/spoken.ts'
import { SelectionBar } from './selection-bar.tsx'

/** Several messages, to be moved, forwarded or deleted at once. Its boxes are put into the rows of the list: the first load knows nothing of them. */
export function Selection({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const last = useRef(entry.id)
  const close = () => {
    onClose()
    messageElement(last.current)?.focus({ preventScroll: true })
  }
  const selection = useSelection(entry, close)
  useEffect(() => messageElement(entry.id)?.focus({ preventScroll: true }), [entry.id])
  last.current = selection.chosen.at(-1)?.id ?? last.current
  return (
    <>
      {selection.tiles.map((tile) => {
        const shown = selection.entryOf(tile.dataset.messageId ?? '')
        return shown && createPortal(<Box entry={shown} tile={tile} selection={selection} />, tile, shown.id)
      })}
      <SelectionBar chosen={selection.chosen} onClose={close} />
    </>
  )
}

/** A press in its place is a press on the row, which selects. */
function Box({ entry, tile, selection }: { entry: Entry; tile: HTMLElement; selection: Chosen }) {
  const { messageBy } = useShellWords()
  const author = useUser(entry.authorId)?.name ?? ''
  const checked = selection.has(entry.id)
  useEffect(() => {
    tile.toggleAttribute('data-picked', checked)
    return () => tile.removeAttribute('data-picked')
  }, [tile, checked])
  return (
    <input
      type="checkbox"
      className="pick"
      tabIndex={-1}
      aria-label={messageBy(author, spoken(entry.content))}
      checked={checked}
      onChange={() => selection.choose(entry.id, false)}
    />
  )
}
