'use client'

import { Hash, Lock, SquareSlash, UsersRound } from 'lucide-react'
import { type Ref, type RefObject, useEffect, useImperativeHandle, useLayoutEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import type { CompletionKeys } from '../../hooks/use-completion.ts'
import { useLaterWords } from '../../hooks/use-later.ts'
import { type Option, useOptions } from '../../hooks/use-options.ts'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import type { Query } from '../../lib/composer/completion.ts'
import { placeBeside } from '../../lib/composer/place.ts'
import { Glyph } from '../emoji/own-emoji.tsx'
import { Avatar } from '../ui/avatar.tsx'

interface Props {
  ref: Ref<CompletionKeys>
  id: string
  field: RefObject<HTMLTextAreaElement | null>
  channelId: string
  query: Query
  /** Tells the field which row is the active one; null while there is nothing to choose from. */
  setActive: (id: string | null) => void
  choose: (put: string) => void
  dismiss: () => void
}

/** What fits the word at the caret. The field keeps the focus; the list only takes the keys it needs, and none when nothing fits. */
export function CompletionList({ ref, id, field, channelId, query, setActive, choose, dismiss }: Props) {
  const words = useWritingWords()
  const { commands } = useLaterWords()
  const list = useRef<HTMLDivElement>(null)
  const options = useOptions(query, channelId)
  const [chosen, setChosen] = useState({ key: '', at: 0 })
  const asked = query.sign + query.words
  const at = chosen.key === asked ? Math.min(chosen.at, options.length - 1) : 0
  const active = options[at] ? `${id}-${at}` : null
  const take = (option: Option | undefined) => option && choose(option.take())

  useImperativeHandle(ref, () => ({ press: (event) => pressOn(event, { options, at, query, go: (to) => setChosen({ key: asked, at: to }), take, dismiss }) }))
  useEffect(() => setActive(active), [setActive, active])
  useLayoutEffect(() => {
    const element = list.current
    if (!element || !field.current) return
    element.showPopover()
    placeBeside(element, field.current)
    element.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' })
  })
  if (options.length === 0) return null
  return createPortal(
    <div
      ref={list}
      id={id}
      popover="manual"
      role="listbox"
      aria-label={{ '@': words.people, '#': words.channels, ':': words.emoji, '/': commands }[query.sign]}
      className="completion"
    >
      {options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus and names the active row
        // biome-ignore lint/a11y/useKeyWithClickEvents: as above
        <div
          key={option.key}
          id={`${id}-${index}`}
          role="option"
          aria-selected={index === at}
          className="completion-row"
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => take(option)}
        >
          <Mark option={option} />
          <b dir="auto">{option.title}</b>
          <small dir="auto">{option.words}</small>
        </div>
      ))}
    </div>,
    // It lies above everything, and stays within the page's landmarks.
    field.current?.closest('main') ?? document.body,
  )
}

function Mark({ option: { mark } }: { option: Option }) {
  if (mark.is === 'person') return <Avatar userId={mark.userId} size="s" />
  if (mark.is === 'command') return <SquareSlash size={16} aria-hidden="true" />
  if (mark.is === 'group') return <UsersRound size={16} aria-hidden="true" />
  if (mark.is === 'emoji')
    return (
      <i aria-hidden="true">
        <Glyph emoji={mark.emoji} />
      </i>
    )
  return mark.open ? <Hash size={16} aria-hidden="true" /> : <Lock size={15} aria-hidden="true" />
}

interface Standing {
  options: readonly Option[]
  at: number
  query: Query
  go: (at: number) => void
  take: (option: Option | undefined) => void
  dismiss: () => void
}

/** A name that is written out already is not completed by Enter: that sends it. */
function pressOn(event: KeyboardEvent, { options, at, query, go, take, dismiss }: Standing): boolean {
  const option = options[at]
  if (!option || event.ctrlKey || event.metaKey || event.altKey) return false
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (step !== undefined && !event.shiftKey) go((at + step + options.length) % options.length)
  else if (event.key === 'Escape') dismiss()
  else if (event.shiftKey || (event.key !== 'Enter' && event.key !== 'Tab')) return false
  else if (event.key === 'Enter' && option.put === query.sign + query.words) return false
  else take(option)
  return true
}
