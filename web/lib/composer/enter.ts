import type { Press } from './action-keys.ts'
import { inFence } from './code.ts'
import type { Written } from './written.ts'

interface Habits {
  /** The person wants Enter to make a line. */
  breaks: boolean
  /** The keyboard is drawn on glass. */
  touch: boolean
}

/** What Enter means here. With Ctrl or ⌘ it always sends; inside of a code block and on a touch keyboard it makes a line. */
export function meaningOfEnter(press: Press, { text, to }: Written, { breaks, touch }: Habits): 'send' | 'line' {
  if (press.ctrlKey || press.metaKey) return 'send'
  if (touch || press.altKey) return 'line'
  if (press.shiftKey) return breaks ? 'send' : 'line'
  return breaks || inFence(text, to) ? 'line' : 'send'
}
