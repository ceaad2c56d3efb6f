'use client'

import { Search } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { type Target, useJumpTargets } from '../../hooks/use-jump-targets.ts'
import { usePaneWords } from '../../hooks/use-pane-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { JumpRow } from './jump-row.tsx'

const PAGE = 8

/** One line to go anywhere and do anything: conversations, people, actions, and the search for what was said. */
export function JumpDialog({ onClose }: { onClose: () => void }) {
  const words = usePaneWords()
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const { targets, searching } = useJumpTargets(q)
  const chosen = Math.min(at, targets.length - 1)
  const ask = (typed: string) => {
    setQ(typed)
    setAt(0)
  }
  const go = (target: Target | undefined) => {
    if (!target) return
    onClose()
    target.go()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.altKey || event.shiftKey) return
    const next = stepTo(event.key, chosen, targets.length)
    if (next === null && event.key !== 'Enter') return
    event.preventDefault()
    if (next === null) go(targets[chosen])
    else setAt(next)
  }
  return (
    <Dialog title={words.jump} onClose={onClose} bare>
      <label className="jump-line">
        <Search size={18} aria-hidden="true" />
        <input
          role="combobox"
          aria-label={words.jump}
          aria-expanded="true"
          aria-autocomplete="list"
          aria-controls="jump-list"
          aria-activedescendant={targets[chosen] ? `jump-${targets[chosen].key}` : undefined}
          placeholder={words.jump}
          autoComplete="off"
          dir={q ? 'auto' : undefined}
          value={q}
          onChange={(event) => ask(event.target.value)}
          onKeyDown={press}
        />
        <small className="jump-hint">{words.jumpHint}</small>
      </label>
      <JumpList targets={targets} chosen={chosen} onGo={go} />
      {targets.length === 0 && <p className="jump-none">{searching ? words.searching : words.nothingFound}</p>}
    </Dialog>
  )
}

function JumpList({ targets, chosen, onGo }: { targets: readonly Target[]; chosen: number; onGo: (target: Target) => void }) {
  const words = usePaneWords()
  const groups = [...new Set(targets.map((target) => target.group))]
  return (
    <div className="jump-list" id="jump-list" role="listbox" aria-label={words.results}>
      {groups.map((group) => (
        // biome-ignore lint/a11y/useSemanticElements: options of a listbox are grouped by role
        <div key={group} role="group" aria-labelledby={`jump-group-${group}`}>
          <div className="jump-heading" id={`jump-group-${group}`} aria-hidden="true">
            {words.jumpGroups[group]}
          </div>
          {targets.map(
            (target, index) => target.group === group && <JumpRow key={target.key} target={target} on={index === chosen} onGo={() => onGo(target)} />,
          )}
        </div>
      ))}
    </div>
  )
}

/** Which row a key leads to; null for keys that lead nowhere. */
function stepTo(key: string, at: number, length: number): number | null {
  if (length === 0) return null
  const last = length - 1
  const next = { ArrowDown: at === last ? 0 : at + 1, ArrowUp: at === 0 ? last : at - 1, PageDown: Math.min(last, at + PAGE), PageUp: Math.max(0, at - PAGE) }
  return { ...next, Home: 0, End: last }[key] ?? null
}
