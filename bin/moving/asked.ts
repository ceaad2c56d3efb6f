import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { wrongWith } from '../../backend/config/index.ts'
import { type Address, sqliteAt } from '../../backend/store/moving/address.ts'

/** The words after the command are not such as it takes. */
export class Usage extends Error {
  override name = 'Usage'
}

/** What a person asked for. */
export type Asked =
  | { do: 'backup'; folder: string | undefined }
  | { do: 'restore'; folder: string; to: Address | undefined }
  | { do: 'migrate'; to: Address }
  | { do: 'undo' }
  | { do: 'epoch' }
  | { do: 'check'; repair: boolean }

/** Paths are meant from the folder `from`. */
export function parse(command: string, words: readonly string[], from: string): Asked {
  const { to, undo, repair, names } = taken(command, words)
  const [name, ...more] = names
  if (more.length > 0) throw new Usage(`"${command}" does not take ${more.join(' ')}.`)
  const place = to === undefined ? undefined : placeOf(to, from)
  if (command === 'epoch') {
    if (name !== 'new' || to !== undefined) throw new Usage('It is "epoch new".')
    return { do: 'epoch' }
  }
  if (command === 'check') {
    if (name !== undefined || to !== undefined) throw new Usage('"check" takes --repair, and nothing else.')
    return { do: 'check', repair }
  }
  if (command === 'restore') {
    if (name === undefined) throw new Usage('"restore" takes the folder of a backup.')
    return { do: 'restore', folder: resolve(from, name), to: place }
  }
  if (name !== undefined) throw new Usage(`"${command}" does not take ${name}.`)
  if (command === 'backup') return { do: 'backup', folder: to === undefined ? undefined : folderOf(to, from) }
  if (undo === (place !== undefined)) throw new Usage('"migrate" takes --to with the place to move to, or --undo.')
  return place ? { do: 'migrate', to: place } : { do: 'undo' }
}

function taken(command: string, words: readonly string[]): { to: string | undefined; undo: boolean; repair: boolean; names: string[] } {
  const undoing = { undo: { type: 'boolean' } } as const
  const mending = { repair: { type: 'boolean' } } as const
  const options = { to: { type: 'string' }, ...(command === 'migrate' ? undoing : {}), ...(command === 'check' ? mending : {}) } as const
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const { to, undo = false, repair = false } = values as { to?: string; undo?: boolean; repair?: boolean }
    if (to === '') throw new Usage('--to is empty.')
    return { to, undo, repair, names: positionals }
  } catch (failure) {
    if (failure instanceof Usage) throw failure
    const [flag = ''] = /--?[\w-]+/.exec((failure as Error).message) ?? []
    throw new Usage(flag === '--to' ? '--to takes a value.' : `"${command}" does not take ${flag}.`)
  }
}

function placeOf(to: string, from: string): Address {
  if (!/^postgres(?:ql)?:/.test(to)) return sqliteAt(folderOf(to.replace(/^sqlite:(?:\/\/(?=\/))?/, ''), from))
  const wrong = wrongWith(to)
  if (wrong) throw new Usage(`--to ${wrong}.`)
  return { kind: 'postgres', url: to, setting: '--to' }
}

function folderOf(to: string, from: string): string {
  if (to.includes('://')) throw new Usage('--to is neither postgres://… nor a folder.')
  if (/\.sqlite$/.test(to)) throw new Usage('--to names a file. Name the folder it is in.')
  return resolve(from, to)
}
