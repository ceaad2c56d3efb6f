import { later } from '../later.ts'
import { clipOf } from './clip.ts'
import { write, writtenIn } from './field.ts'
import { putting } from './written.ts'

/** What knows tables, code and other people's HTML is not of the first load. */
const reading = later(async () => (await import('./paste.ts')).pasteOf)

/** Answers whether the paste was taken; else the browser's own comes. What is pasted before its reader is here waits for it. */
export function pasteInto(field: HTMLTextAreaElement, from: DataTransfer): boolean {
  const clip = clipOf(from)
  const read = reading.get()
  if (read) {
    const change = read(clip, writtenIn(field))
    if (change) write(field, change)
    return change !== null
  }
  if (clip.plain === '') return false
  reading.load().then(
    (pasteOf) => write(field, pasteOf(clip, writtenIn(field)) ?? putting(writtenIn(field), clip.plain)),
    () => write(field, putting(writtenIn(field), clip.plain)),
  )
  return true
}
