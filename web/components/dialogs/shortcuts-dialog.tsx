'use client'

import { Search } from 'lucide-react'
import { useState } from 'react'
import { fold } from '../../lib/fuzzy.ts'
import { useShellWords } from '../../lib/shell-words.ts'
import { isMac, keyNames, keysOf, type Shortcut, type ShortcutGroup, shortcuts } from '../../lib/shortcuts.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Keys } from '../ui/keys.tsx'

const groups: readonly ShortcutGroup[] = ['go', 'conversation', 'view', 'row']

/** Every shortcut, from the one table they are made of. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const words = useShellWords()
  const [q, setQ] = useState('')
  const wanted = fold(q).trim()
  const fits = (one: Shortcut) =>
    fold(
      `${words.shortcuts[one.id]} ${keysOf(one, isMac())
        .flatMap((keys) => keyNames(keys, isMac()))
        .join(' ')}`,
    ).includes(wanted)
  const found = shortcuts.filter(fits)
  return (
    <Dialog title={words.shortcutsTitle} onClose={onClose}>
      <label className="find-line">
        <Search size={16} aria-hidden="true" />
        <input type="search" aria-label={words.findShortcut} placeholder={words.findShortcut} value={q} onChange={(event) => setQ(event.target.value)} />
      </label>
      {groups.map((group) => (
        <ShortcutList key={group} title={words.shortcutGroups[group]} list={found.filter((one) => one.group === group)} />
      ))}
      <p className="dialog-words" role="status">
        {found.length === 0 && words.nothingFound}
      </p>
    </Dialog>
  )
}

function ShortcutList({ title, list }: { title: string; list: readonly Shortcut[] }) {
  const words = useShellWords()
  if (list.length === 0) return null
  return (
    <section className="shortcut-group">
      <h3>{title}</h3>
      <dl>
        {list.map((one) => (
          <div key={one.id}>
            <dt>{words.shortcuts[one.id]}</dt>
            <dd>
              {keysOf(one, isMac()).map((keys) => (
                <Keys key={keys} keys={keys} />
              ))}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
