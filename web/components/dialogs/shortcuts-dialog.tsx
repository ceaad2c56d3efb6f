'use client'

import { Search } from 'lucide-react'
import { useState } from 'react'
import { useDialogWords } from '../../hooks/use-dialog-words.ts'
import { usePaneWords } from '../../hooks/use-pane-words.ts'
import { fold } from '../../lib/fuzzy.ts'
import { isMac, keyNames, keysOf, type Shortcut, shortcuts } from '../../lib/shortcuts.ts'
import { Dialog } from '../ui/dialog.tsx'
import { ShortcutGroups } from './shortcut-groups.tsx'

/** Every shortcut, from the one table they are made of. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const words = useDialogWords()
  const { nothingFound } = usePaneWords()
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
      <ShortcutGroups found={found} heading="h3" />
      <p className="dialog-words" role="status">
        {found.length === 0 && nothingFound}
      </p>
    </Dialog>
  )
}
