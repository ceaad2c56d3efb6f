import { letters } from '@parley/client'
import { afterPaint } from './after-paint.ts'

/** What is typed is seen before what arrives, in every field of the page. */
export function lettersFirst(): void {
  const listen = <K extends keyof WindowEventMap>(type: K, hear: (event: WindowEventMap[K]) => void): void => addEventListener(type, hear, true)
  listen('input', () => {
    letters.typed()
    afterPaint(letters.painted)
  })
  listen('pointerdown', letters.over)
  listen('keydown', ({ key, ctrlKey, metaKey, altKey }) => {
    if (key === 'Enter' || ctrlKey || metaKey || altKey) letters.over()
  })
}
