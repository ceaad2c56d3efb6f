/**
 * Calls back once no button or finger is down any more. Where a menu is asked for by a press and not by its end (Linux, macOS), the end of that press would
 * close again what was opened meanwhile, as a press elsewhere does.
 */
export function onceLetGo({ buttons }: { buttons: number }, then: () => void): void {
  if (buttons === 0) return then()
  const ends = ['pointerup', 'pointercancel'] as const
  const end = (): void => {
    for (const name of ends) removeEventListener(name, end, true)
    // After the browser has closed what it closes at this.
    setTimeout(then)
  }
  for (const name of ends) addEventListener(name, end, true)
}
