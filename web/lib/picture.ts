import { write } from './composer/field.ts'

/**
 * The element in which the server draws the page before its code is here. It is no element of the page's own, so that nothing is taken for it; what was
 * pressed in it waits there (backend/http/shell.ts).
 */
type Picture = HTMLElement & { pressed?: HTMLElement; sent?: boolean }

/** Takes the picture away in the frame in which the page itself stands. What was typed into it goes into the composer, or is sent, and what was pressed is pressed. */
export function unveil(): void {
  const picture = document.querySelector<Picture>('first-picture')
  if (!picture) return
  const field = picture.querySelector('textarea')
  const typed = field?.value ?? ''
  const writing = field !== null && field === document.activeElement
  const { pressed, sent } = picture
  picture.remove()
  // As soon as the page's own field stands, and before any key: an Enter that came between the two would send nothing, and a letter would go nowhere.
  if (typed !== '' || writing) queueMicrotask(() => hand(typed, sent))
  if (pressed) setTimeout(() => twinOf(pressed)?.click())
}

function hand(typed: string, sent = false): void {
  const field = document.querySelector<HTMLTextAreaElement>('.composer textarea')
  if (!field) return
  const end = field.value.length
  write(field, { from: end, to: end, put: typed, select: [end + typed.length, end + typed.length] })
  if (sent) setTimeout(() => field.form?.requestSubmit())
}

/** The same link or button in the page. */
function twinOf(pressed: HTMLElement): HTMLElement | undefined {
  const nameOf = (element: Element): string => element.getAttribute('href') ?? element.getAttribute('aria-label') ?? element.textContent
  const name = nameOf(pressed)
  return [...document.querySelectorAll<HTMLElement>(pressed.localName)].find((element) => nameOf(element) === name)
}
