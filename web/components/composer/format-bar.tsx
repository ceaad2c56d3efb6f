'use client'

import { Bold, Code, Italic, Link, List, ListOrdered, type LucideIcon, Quote, SquareCode, Strikethrough } from 'lucide-react'
import { type KeyboardEvent, type RefObject, useState } from 'react'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { type ActionName, keysShown } from '../../lib/composer/action-keys.ts'
import { actions } from '../../lib/composer/actions.ts'
import { isMac, write, writtenIn } from '../../lib/composer/field.ts'
import { IconButton } from '../ui/icon-button.tsx'

const icons: Record<ActionName, LucideIcon> = {
  bold: Bold,
  italic: Italic,
  strike: Strikethrough,
  link: Link,
  numbers: ListOrdered,
  bullets: List,
  quote: Quote,
  code: Code,
  codeBlock: SquareCode,
}
const names = Object.keys(actions) as ActionName[]

/** What the keys can do, for those who would rather press a button. One stop for Tab; arrows walk through it. */
export function FormatBar({ field }: { field: RefObject<HTMLTextAreaElement | null> }) {
  const words = useWritingWords()
  const [at, setAt] = useState(0)
  const walk = (event: KeyboardEvent<HTMLDivElement>) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    if (!step) return
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const next = (at + (rtl ? -step : step) + names.length) % names.length
    event.preventDefault()
    setAt(next)
    event.currentTarget.querySelectorAll('button')[next]?.focus()
  }
  return (
    <div className="format-bar" role="toolbar" aria-label={words.formatting} onKeyDown={walk}>
      {names.map((name, index) => {
        const Icon = icons[name]
        const label = words.actions[name]
        return (
          <IconButton
            key={name}
            label={label}
            title={`${label} (${keysShown(name, isMac())})`}
            tabIndex={index === at ? 0 : -1}
            onFocus={() => setAt(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => field.current && write(field.current, actions[name](writtenIn(field.current)))}
          >
            <Icon size={16} />
          </IconButton>
        )
      })}
    </div>
  )
}
