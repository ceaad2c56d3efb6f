import { shortNameAt } from './completion.ts'
import { type Emoji, inTone, keptTone, loadEmoji, named } from './emoji.ts'
import { write } from './field.ts'

/** `:tada:` becomes its emoji with the second colon, if that is still there once the names are. */
export function completeShortName(field: HTMLTextAreaElement): void {
  const found = shortNameAt(field.value, field.selectionStart)
  if (found)
    loadEmoji().then(
      (all) => put(field, found, all),
      () => {},
    )
}

function put(field: HTMLTextAreaElement, { name, from }: { name: string; from: number }, all: readonly Emoji[]): void {
  const still = shortNameAt(field.value, field.selectionStart)
  const found = still?.name === name && still.from === from ? named(all, name) : undefined
  if (!found) return
  const { emoji } = inTone(found, keptTone())
  const at = from + emoji.length
  write(field, { from, to: field.selectionStart, put: emoji, select: [at, at] })
}
