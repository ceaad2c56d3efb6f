/** Places of the page that keys go to. Found by what they are, so that they need not know of each other. */
const COMPOSER = '.composer :is(textarea, [contenteditable=true])'
const focus = (selector: string): boolean => {
  const element = document.querySelector<HTMLElement>(selector)
  element?.focus({ preventScroll: true })
  return element !== null && document.activeElement === element
}

export const focusComposer = (): boolean => focus(COMPOSER)
export const focusDetailsButton = (): boolean => focus('[data-opens=details]')
/** The row one stands on, else the first. */
export const focusSidebar = (): boolean => focus('.side [data-stop][tabindex="0"]') || focus('.side [data-stop]')

/** The newest message; the list itself where there is none. */
export function focusMessages(): boolean {
  const newest = [...document.querySelectorAll<HTMLElement>('.main .line article[tabindex]')].at(-1)
  newest?.focus()
  return (newest !== undefined && document.activeElement === newest) || focus('.main .line')
}

/** A dialog or a menu has the keys to itself. */
export const isCovered = (): boolean => document.querySelector('dialog[open], :popover-open') !== null

/** Where a key was pressed. */
export function fieldOf(target: EventTarget | null): 'none' | 'composer' | 'other' {
  if (!(target instanceof HTMLElement)) return 'none'
  if (target.matches(COMPOSER)) return 'composer'
  return target.isContentEditable || target.matches('input, textarea, select') ? 'other' : 'none'
}

export const isTouch = (): boolean => !matchMedia('(hover: hover)').matches
