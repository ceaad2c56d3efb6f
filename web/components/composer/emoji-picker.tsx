'use client'

import { type KeyboardEvent, type RefObject, useEffect, useId, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { useCustomEmoji } from '../../hooks/use-custom-emoji.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useTone } from '../../hooks/use-tone.ts'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { type Emoji, inTone, loadEmoji, ownEmoji, recentEmoji, rememberEmoji, searchEmoji } from '../../lib/composer/emoji.ts'
import { type Group, groupsOf, stepIn } from '../../lib/composer/emoji-grid.ts'
import { placeBeside } from '../../lib/composer/place.ts'
import { EmojiGroup } from './emoji-group.tsx'
import { ToneChoice } from './tone-choice.tsx'

interface Props {
  beside: RefObject<HTMLElement | null>
  onPick: (emoji: string) => void
  onClose: () => void
}

/** All emoji, found by name or by walking: the line to search keeps the focus, and arrows move through the grid under it. */
export function EmojiPicker({ beside, onPick, onClose }: Props) {
  const { picker } = useWritingWords()
  const id = useId()
  const panel = useRef<HTMLDivElement>(null)
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const [tone, setTone] = useTone()
  const { all, failed } = useEmojis(tone)
  const groups = useGroups(all, q.trim())
  const cells = groups.flatMap((group) => group.emoji)
  usePlaced(panel, beside, onClose)

  const pick = (emoji: string | undefined) => {
    if (!emoji) return
    rememberEmoji(emoji)
    onPick(emoji)
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    const isTone = event.target instanceof HTMLInputElement && event.target.type === 'radio'
    const next = isTone ? null : stepIn(groups, at, event.key)
    if (next !== null) setAt(next)
    else if (event.key === 'Tab' && isTone === event.shiftKey)
      panel.current?.querySelector<HTMLElement>(isTone ? 'input' : 'input[type=radio]:checked')?.focus()
    else if (event.key === 'Enter' && !isTone) pick(cells[at]?.emoji)
    else if (event.key === 'Escape' || event.key === 'Tab') onClose()
    else return
    event.preventDefault()
    event.stopPropagation()
  }
  const ask = (words: string) => {
    setQ(words)
    setAt(0)
  }
  return createPortal(
    <div ref={panel} popover="manual" role="dialog" aria-label={picker.title} className="picker" onKeyDown={press}>
      <PickerLine id={id} q={q} at={cells[at] ? at : null} label={picker.search} onAsk={ask} />
      {/* biome-ignore lint/a11y/useSemanticElements: a grid of buttons, not a table of words */}
      <div className="picker-grid" id={id} role="grid" aria-label={picker.title} aria-busy={!all}>
        {groups.map((group, index) => (
          <EmojiGroup key={group.key} id={id} group={group} start={lengthBefore(groups, index)} at={at} onPick={pick} />
        ))}
      </div>
      {cells.length === 0 && (
        <p className="picker-none" role="status">
          {failed ? picker.failed : all ? picker.none : picker.loading}
        </p>
      )}
      <ToneChoice tone={tone} onChange={setTone} />
    </div>,
    // What lies outside of an open dialog cannot be reached.
    beside.current?.closest('dialog') ?? document.body,
  )
}

const lengthBefore = (groups: readonly Group[], index: number): number => groups.slice(0, index).reduce((sum, { emoji }) => sum + emoji.length, 0)

function PickerLine({ id, q, at, label, onAsk }: { id: string; q: string; at: number | null; label: string; onAsk: (q: string) => void }) {
  return (
    <input
      role="combobox"
      aria-label={label}
      aria-expanded="true"
      aria-haspopup="grid"
      aria-controls={id}
      aria-activedescendant={at === null ? undefined : `${id}-${at}`}
      placeholder={label}
      autoComplete="off"
      autoFocus
      value={q}
      onChange={(event) => onAsk(event.target.value)}
    />
  )
}

function useEmojis(tone: number): { all: readonly Emoji[] | null; failed: boolean } {
  const [standard, setStandard] = useState<readonly Emoji[] | null>(null)
  const [failed, setFailed] = useState(false)
  const own = useCustomEmoji()
  useEffect(() => {
    loadEmoji().then(setStandard, () => setFailed(true))
  }, [])
  const all = useMemo(() => standard && [...own.map(ownEmoji), ...standard.map((one) => inTone(one, tone))], [own, standard, tone])
  return { all, failed }
}

/** Recent ones and the groups; or what fits the words. */
function useGroups(all: readonly Emoji[] | null, q: string): Group[] {
  const { picker } = useWritingWords()
  const { own } = useMarksWords()
  const [recent] = useState(recentEmoji)
  if (!all) return []
  if (q !== '') return [{ key: 'found', title: picker.found, emoji: searchEmoji(all, q).slice(0, 96) }].filter(({ emoji }) => emoji.length > 0)
  return groupsOf(all, recent, { ...picker, own })
}

/** Stands beside its button while open; a press elsewhere closes it. */
function usePlaced(panel: RefObject<HTMLElement | null>, beside: RefObject<HTMLElement | null>, onClose: () => void): void {
  const close = useRef(onClose)
  close.current = onClose
  useLayoutEffect(() => {
    const element = panel.current
    if (!element || !beside.current) return
    element.showPopover()
    placeBeside(element, beside.current)
    element.querySelector('input')?.focus()
  }, [panel, beside])
  useEffect(() => {
    const press = ({ target }: PointerEvent) => {
      if (target instanceof Node && !panel.current?.contains(target) && !beside.current?.contains(target)) close.current()
    }
    addEventListener('pointerdown', press)
    return () => removeEventListener('pointerdown', press)
  }, [panel, beside])
}
