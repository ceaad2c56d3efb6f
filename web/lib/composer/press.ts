import { later } from '../later.ts'
import { type ActionName, actionOf } from './action-keys.ts'
import { meaningOfEnter } from './enter.ts'
import { isTouch, write, writtenIn } from './field.ts'

/** What a field does with its keys, and what it has to remember between two of them. */
export interface Keyboard {
  /** The person wants Enter to make a line. */
  breaks: boolean
  onSend: () => void
  onEscape?: (() => void) | undefined
  onUp?: (() => void) | undefined
  /** Escape was pressed: the next Tab leaves the field also where it would indent. */
  released: boolean
  /** The next paste is to stay as it is. */
  plainPaste: boolean
}

/** Lists and the indentation of code: until it is here, Enter makes a plain line, and Tab leaves the field. */
const lines = later(() => import('./lines.ts'))
/** Who begins to write will need it soon. */
export const bringLines = (): void => void lines.load().catch(() => {})
const actions = later(async () => (await import('./actions.ts')).actions)

/** At once, or as soon as the code for it is here. */
function act(field: HTMLTextAreaElement, action: ActionName): void {
  const known = actions.get()
  if (known) write(field, known[action](writtenIn(field)))
  else
    actions.load().then(
      (found) => write(field, found[action](writtenIn(field))),
      () => {},
    ) // without a network nothing is formatted
}

/** Answers a press of keys in a field; false where it is none of ours, and the browser's own comes. */
export function pressIn(field: HTMLTextAreaElement, event: KeyboardEvent, keyboard: Keyboard): boolean {
  const { released } = keyboard
  if (event.key !== 'Shift') keyboard.released = event.key === 'Escape'
  keyboard.plainPaste = event.shiftKey && (event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'v'
  if (event.key === 'Enter') return enter(field, event, keyboard)
  if (event.key === 'Tab') return !released && tab(field, event)
  if (event.key === 'Escape') return leave(keyboard)
  if (event.key === 'ArrowUp') return up(field, event, keyboard)
  const action = actionOf(event)
  if (!action) return false
  act(field, action)
  return true
}

function enter(field: HTMLTextAreaElement, event: KeyboardEvent, { breaks, onSend }: Keyboard): boolean {
  const written = writtenIn(field)
  const sends = meaningOfEnter(event, written, { breaks, touch: isTouch() }) === 'send'
  const change = sends ? undefined : lines.get()?.breakLine(written)
  if (sends) onSend()
  if (change) write(field, change)
  return sends || change !== undefined
}

function tab(field: HTMLTextAreaElement, event: KeyboardEvent): boolean {
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  const change = lines.get()?.indent(writtenIn(field), event.shiftKey ? 'out' : 'in')
  if (change) write(field, change)
  return Boolean(change)
}

function leave({ onEscape }: Keyboard): boolean {
  onEscape?.()
  return onEscape !== undefined
}

function up(field: HTMLTextAreaElement, event: KeyboardEvent, { onUp }: Keyboard): boolean {
  if (!onUp || field.value !== '' || event.shiftKey || event.ctrlKey || event.metaKey || event.altKey) return false
  onUp()
  return true
}
