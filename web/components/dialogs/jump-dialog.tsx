'use client'

import { Search } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { type Target, useJumpTargets } from '../../hooks/use-jump-targets.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { JumpRow } from './jump-row.tsx'

/** One line to go anywhere: conversations, people, then what was said. */
export function JumpDialog({ onClose }: { onClose: () => void }) {
  const words = useSettingsWords()
  const [q, setQ] = useState('')
  const [at, setAt] = useState(0)
  const { targets, searching } = useJumpTargets(q)
  const chosen = Math.min(at, targets.length - 1)
  const ask = (words: string) => {
    setQ(words)
    setAt(0)
  }
  const go = (target: Target | undefined) => {
    if (!target) return
    onClose()
    target.go()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined && event.key !== 'Enter') return
    event.preventDefault()
    if (step === undefined) go(targets[chosen])
    else setAt((chosen + step + targets.length) % Math.max(1, targets.length))
  }
  return (
    <Dialog title="Search or jump to" onClose={onClose} bare>
      <label className="jump-line">
        <Search size={18} aria-hidden="true" />
        <input
          role="combobox"
          aria-label="Search or jump to"
          aria-expanded="true"
          aria-controls="jump-list"
          aria-activedescendant={targets[chosen] ? `jump-${targets[chosen].key}` : undefined}
          placeholder="Search or jump to"
          autoComplete="off"
          value={q}
          onChange={(event) => ask(event.target.value)}
          onKeyDown={press}
        />
      </label>
      <div className="jump-list" id="jump-list" role="listbox" aria-label="Results">
        {targets.map((target, index) => (
          <JumpRow key={target.key} target={target} heading={target.group !== targets[index - 1]?.group} on={index === chosen} onGo={() => go(target)} />
        ))}
        {targets.length === 0 && <p className="jump-none">{searching ? 'Searching…' : words.empty.noResult}</p>}
      </div>
    </Dialog>
  )
}
