import { existsSync } from 'node:fs'
import { Chance } from '../../../bench/random.ts'
import { readFence } from '../../store/fence.ts'
import { type Address, openHouse, sqliteAt } from '../../store/moving/address.ts'
import { putRows, type Row, rowsOf } from '../../store/moving/rows.ts'
import type { Told } from '../../store/moving/told.ts'
import { type PartName, partNames, parts } from '../../store/parts.ts'
import type { FenceTable } from '../../store/tables.ts'
import { temporaryFolder } from '../harness.ts'

export const silent: Told = { begin() {}, done() {}, end() {} }

/** A folder that does not exist yet. */
export const newFolder = (): string => `${temporaryFolder()}/there`
export const newSqlite = (): Address => sqliteAt(newFolder())

export type Rows = Record<PartName, Row[]>

const texts = [
  '',
  'harbour',
  'Füße, naïve, Ωmega',
  '👩‍👩‍👧 🏴‍☠️',
  'line\nbreak\r\nand\ttab',
  '\u2028\u2029',
  `'"\\`,
  '\u0001\u001f\u007f',
  'שלום',
  '{"a":[null]}',
  '\\u0000',
  '𝔘𝔫𝔦',
  ' ',
]
/** The bound of the column's type, where that is not eight bytes. */
const atMost: Record<string, number> = {
  joined: 1,
  is_on: 1,
  muted: 1,
  favourite: 1,
  wide: 1,
  thread: 1,
  version: 2 ** 31 - 1,
  max_uses: 2 ** 31 - 1,
  uses: 2 ** 31 - 1,
}
const nullable: Partial<Record<PartName, string>> = {
  users: 'email email_key password_hash deactivated_at source source_id status quiet',
  channels: 'parent_message_id parent_channel_id parent_seq resolved_at direct_key created_by archived_at source source_id',
  reads: 'sent_at',
  messages: 'reply_to ref_id files meta mentions source source_id edited_at deleted_at pinned_at pinned_by thread moved_to poll priority',
  groups: 'deleted_at',
  emoji: 'removed_at',
  deliveries: 'channel_id message_id seq',
  sessions: 'revoked_at',
  invites: 'revoked_at',
  jobs: 'due_at lease last_error',
  schedules: 'reply_to message_id reason',
  reminders: 'channel_id message_id fired_at',
  drafts: 'reply_to',
}

/** Any value that a column can hold. `at` makes it one of its kind, because many must be unique. */
function anyValue(column: string, type: 'text' | 'bigint', at: number, chance: Chance): string | number {
  if (type === 'text') return `${chance.pick(texts)}${chance.pick(texts)} ${at}`
  const most = atMost[column]
  if (most !== undefined) return Math.floor(chance.between(0, most + 1))
  const size = 2 ** Math.floor(chance.between(1, 53))
  const unique = Math.floor(chance.between(0, size / 4)) * 4 + (at % 4)
  return ['from_seq', 'first_seq'].includes(column) ? -unique : unique
}

/** A workspace of `count` rows a table, of whatever its columns allow: no meaning, all the values. */
export function anyRows(seed: number, count: number): Rows {
  const chance = new Chance(seed)
  const one = (name: PartName, at: number): Row => {
    const row: Record<string, string | number | null> = {}
    const mayLack = new Set(nullable[name]?.split(' '))
    for (const [column, type] of Object.entries(parts[name].columns))
      row[column] = mayLack.has(column) && chance.next() < 0.4 ? null : anyValue(column, type, at, chance)
    if (name === 'messages') return { ...row, n: at * 3 + 1, seq: at, rev: 2 ** 52 + at }
    return row
  }
  const rows: Partial<Rows> = {}
  for (const name of partNames) rows[name] = Array.from({ length: name === 'workspace' ? 1 : count }, (_, at) => one(name, at))
  return rows as Rows
}

/** Fills an empty database, past everything that asks what it means. */
export async function put(address: Address, rows: Rows): Promise<void> {
  await using house = await openHouse(address, { exists: false })
  for (const name of partNames) {
    for (let from = 0; from < rows[name].length; from += 1_000) await house.write((at) => putRows(at, name, rows[name].slice(from, from + 1_000)))
  }
}

export async function all(pages: AsyncIterable<readonly Row[]>): Promise<Row[]> {
  const rows: Row[] = []
  for await (const page of pages) rows.push(...page)
  return rows
}

/** All rows of a database, each table by its key; and its fence. */
export async function look(address: Address): Promise<{ rows: Rows; fence: FenceTable | undefined }> {
  await using house = await openHouse(address, { exists: false })
  return await house.look(async (db) => {
    const rows: Partial<Rows> = {}
    for (const name of partNames) rows[name] = await all(rowsOf(db).pages(name))
    return { rows: rows as Rows, fence: await readFence(db) }
  })
}

/** In an order that does not depend on any database. */
export const sorted = (rows: Rows, epoch?: string): Record<string, string[]> =>
  Object.fromEntries(
    partNames.map((name) => {
      const each = name === 'workspace' && epoch !== undefined ? rows[name].map((row) => ({ ...row, epoch })) : rows[name]
      return [name, each.map((row) => JSON.stringify(row)).sort()]
    }),
  )

export const isThere = (address: Address): boolean => address.kind === 'postgres' || existsSync(address.folder)
