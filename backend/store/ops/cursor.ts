import { ChatError } from '@parley/protocol'

/** A number that stands in a cursor. Cursors come back as we made them, or they are not ours. */
export function numberIn(cursor: string): number {
  const number = Number(cursor)
  if (!Number.isSafeInteger(number)) throw new ChatError('invalid', 'This cursor is none that a page gave; begin without one')
  return number
}
