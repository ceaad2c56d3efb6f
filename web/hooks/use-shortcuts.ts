import { useEffect, useRef } from 'react'
import { fieldOf, focusComposer, isCovered } from '../lib/focus.ts'
import { actionOf, isMac } from '../lib/shortcuts.ts'
import type { Actions } from './use-actions.ts'

/** Listens to the keys of the page. What a part of it has already taken is not taken again. */
export function useShortcuts(actions: Actions): void {
  const latest = useRef(actions)
  latest.current = actions
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented) return
      const field = fieldOf(event.target)
      const action = actionOf(event, field, isMac())
      // A letter asks for nothing that lies over the page: to look for it takes as long as to draw the letter.
      if (!action && field !== 'none') return
      if (isCovered() && action !== 'switcher') return
      if (!action) return typeAnywhere(event)
      if (event.key !== 'Escape' || event.shiftKey) event.preventDefault()
      if (!event.repeat || event.altKey) latest.current[action]()
    }
    // Before any field: ↑ alone edits the last message, Alt+↑ is never meant for a field. A row of the sidebar keeps Alt+Shift+↑.
    const early = (event: KeyboardEvent) => {
      const onRow = event.target instanceof HTMLElement && event.target.closest('[data-stop]') !== null
      if (!event.altKey || !event.key.startsWith('Arrow') || (event.shiftKey && onRow)) return
      press(event)
      if (event.defaultPrevented) event.stopPropagation()
    }
    const stop = new AbortController()
    addEventListener('keydown', early, { capture: true, signal: stop.signal })
    addEventListener('keydown', press, { signal: stop.signal })
    return () => stop.abort()
  }, [])
}

/** A letter typed where no field has the focus goes into the composer: the browser writes it where the focus now is. */
function typeAnywhere(event: KeyboardEvent): void {
  if (fieldOf(event.target) !== 'none' || [...event.key].length !== 1 || event.key === ' ') return
  const plain = !event.metaKey && (event.getModifierState('AltGraph') || (!event.ctrlKey && !event.altKey))
  // On a message letters may mean what is done with it.
  const onMessage = event.target instanceof HTMLElement && event.target.tagName === 'ARTICLE'
  if (plain && !onMessage && !event.isComposing) focusComposer()
}
