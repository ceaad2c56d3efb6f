import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

/** Puts what a bench said between its marks of a page of docs/, and leaves the rest of the page as it is. */
export function writeBetweenMarks(page: string, bench: string, said: string): void {
  const path = fileURLToPath(new URL(`../docs/${page}`, import.meta.url))
  const [begin, end] = [`<!-- ${bench}:begin, written by npm run ${bench} -->`, `<!-- ${bench}:end -->`]
  const [head = '', rest] = readFileSync(path, 'utf8').split(begin)
  const tail = rest?.split(end)[1]
  if (tail === undefined) throw new Error(`docs/${page} has no place for the figures: ${begin} … ${end}`)
  writeFileSync(path, `${head}${begin}\n\n${said}\n\n${end}${tail}`)
}
