'use client'

import { useShellWords } from '../../lib/shell-words.ts'
import { isMac, keysOf, type Shortcut, type ShortcutGroup } from '../../lib/shortcuts.ts'
import { Keys } from '../ui/keys.tsx'

const groups: readonly ShortcutGroup[] = ['go', 'conversation', 'view', 'row']

/** Shortcuts under the headings of what they are for. */
export function ShortcutGroups({ found }: { found: readonly Shortcut[] }) {
  const words = useShellWords()
  return groups.map((group) => <ShortcutList key={group} title={words.shortcutGroups[group]} list={found.filter((one) => one.group === group)} />)
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
