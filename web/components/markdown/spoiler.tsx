'use client'

import { type KeyboardEvent, type ReactNode, useState } from 'react'
import { useWords } from '../../hooks/use-words.ts'

/** Words that are hidden until they are asked for. Hidden or shown they take the same place. */
export function Spoiler({ children }: { children: ReactNode }) {
  const { markdown: labels } = useWords()
  const [shown, setShown] = useState(false)
  if (shown) return <span className="spoiler shown">{children}</span>
  const press = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.preventDefault()
    setShown(true)
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a real button is a box of its own and would not break its lines with the words around it
    <span role="button" tabIndex={0} className="spoiler" aria-label={labels.spoiler} title={labels.spoiler} onClick={() => setShown(true)} onKeyDown={press}>
      <span inert>{children}</span>
    </span>
  )
}
