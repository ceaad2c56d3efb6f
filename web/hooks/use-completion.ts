import { type RefObject, useRef, useState } from 'react'
import { type Query, queryAt } from '../lib/composer/completion.ts'
import { write } from '../lib/composer/field.ts'
import { later } from '../lib/later.ts'

const shortNames = later(async () => (await import('../lib/composer/short-names.ts')).completeShortName)

/** The list that is open under a field, as the field has to know it. */
export interface CompletionKeys {
  /** True when the key was the list's. */
  press(event: KeyboardEvent): boolean
}

/** What a field asks to complete while it is written in. Closed with Esc, a word stays closed until another one begins. */
export function useCompletion(field: RefObject<HTMLTextAreaElement | null>) {
  const [query, setQuery] = useState<Query | null>(null)
  const [active, setActive] = useState<string | null>(null)
  const dismissed = useRef<number | null>(null)
  const keys = useRef<CompletionKeys>(null)

  const close = () => {
    setQuery(null)
    setActive(null)
  }
  const typed = (element: HTMLTextAreaElement, composing: boolean) => {
    const next = queryAt(element.value, element.selectionEnd)
    if (next?.from !== dismissed.current) dismissed.current = null
    if (next && dismissed.current === null) setQuery(next)
    else close()
    if (composing || element.value[element.selectionStart - 1] !== ':') return
    shortNames.load().then(
      (complete) => complete(element),
      () => {},
    ) // without a network a short name stays as it is
  }
  const moved = (element: HTMLTextAreaElement) => {
    if (query && queryAt(element.value, element.selectionEnd)?.from !== query.from) close()
  }
  const dismiss = () => {
    dismissed.current = query?.from ?? null
    close()
  }
  const choose = (put: string) => {
    if (field.current && query) complete(field.current, query, put)
    close()
  }
  return { query, active, setActive, keys, typed, moved, close, dismiss, choose }
}

/** Names are followed by a space, which one that is there already serves as. */
function complete(field: HTMLTextAreaElement, { sign, from, to }: Query, chosen: string): void {
  const put = sign === ':' ? chosen : `${chosen} `
  const spaced = sign !== ':' && field.value[to] === ' '
  write(field, { from, to: spaced ? to + 1 : to, put, select: [from + put.length, from + put.length] })
}
