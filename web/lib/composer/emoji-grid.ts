import { type Emoji, OWN_GROUP } from './emoji.ts'

export interface Group {
  key: string
  title: string
  emoji: readonly Emoji[]
}

export const COLUMNS = 8

/** The recent ones, then the workspace's own, then all by their groups. */
export function groupsOf(all: readonly Emoji[], recent: readonly string[], titles: { recent: string; own: string; groups: readonly string[] }): Group[] {
  // What was used in another skin tone stays as it was used.
  const known = new Map(all.flatMap((one) => [...one.tones, one.emoji].map((emoji) => [emoji, { ...one, emoji }])))
  const used = { key: 'recent', title: titles.recent, emoji: recent.flatMap((emoji) => known.get(emoji) ?? []) }
  const own = { key: 'own', title: titles.own, emoji: all.filter(({ group }) => group === OWN_GROUP) }
  const groups = titles.groups.map((title, index) => ({ key: `${index}`, title, emoji: all.filter(({ group }) => group === index) }))
  return [used, own, ...groups].filter(({ emoji }) => emoji.length > 0)
}

export function rowsOf<T>(all: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(all.length / COLUMNS) }, (_, row) => all.slice(row * COLUMNS, (row + 1) * COLUMNS))
}

/** Where an arrow leads from the cell with this number: the last row of a group may be short, and the next begins a new one. Null for other keys. */
export function stepIn(groups: readonly Group[], at: number, key: string): number | null {
  const rows = cellsOf(groups)
  const count = rows.reduce((sum, row) => sum + row.length, 0)
  if (key === 'ArrowRight') return Math.min(at + 1, count - 1)
  if (key === 'ArrowLeft') return Math.max(at - 1, 0)
  const step = { ArrowDown: 1, ArrowUp: -1, PageDown: 4, PageUp: -4 }[key]
  if (step === undefined || count === 0) return null
  const row = rows.findIndex((cells) => cells.includes(at))
  const column = rows[row]?.indexOf(at) ?? 0
  const next = rows[Math.min(Math.max(row + step, 0), rows.length - 1)] ?? []
  return next[Math.min(column, next.length - 1)] ?? at
}

/** The numbers of the cells as they stand, row by row. */
function cellsOf(groups: readonly Group[]): number[][] {
  let next = 0
  return groups.flatMap(({ emoji }) => rowsOf(emoji).map((row) => row.map(() => next++)))
}
