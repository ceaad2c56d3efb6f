'use client'

import { useDialogWords } from '../../hooks/use-dialog-words.ts'
import { isMac, keysOf, type Shortcut, type ShortcutGroup } from '../../lib/shortcuts.ts'
import { Keys } from '../ui/keys.tsx'

const groups: readonly ShortcutGroup[] = ['go', 'conversation', 'view', 'row']

/** The level below the heading they stand under: a page's or a dialog's. */
type Heading = 'h2' | 'h3'

/** Shortcuts under the headings of what they are for. */
export function ShortcutGroups({ found, heading }: { found: readonly Shortcut[]; heading: Heading }) {
  const words = useDialogWords()
  return groups.map((group) => (
    <ShortcutList key={group} heading={heading} title={words.shortcutGroups[group]} list={found.filter((one) => one.group === group)} />
  ))
}

function ShortcutList({ heading: Heading, title, list }: { heading: Heading; title: string; list: readonly Shortcut[] }) {
  const words = useDialogWords()
  if (list.length === 0) return null
  return (
    <section className="shortcut-group">
      <Heading>{title}</Heading>
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
