import type { Target } from '../../backend/store/dialect.ts'
import type { Address } from '../../backend/store/moving/address.ts'
import { openHouse } from '../../backend/store/moving/address.ts'
import type { Row } from '../../backend/store/moving/rows.ts'
import { type PartName, parts } from '../../backend/store/parts.ts'
import { Chance } from '../random.ts'

export const PEOPLE = 10_000
const CHANNELS_OF_EACH = 100
const MESSAGES = 20
const ROWS_AT_ONCE = 1_000

/** A workspace by its numbers: `pairs` memberships, each with a read mark, in channels of a thousand people, and everybody in one more. */
export interface Town {
  people: string[]
  channels: string[]
  generalId: string
  pairs: number
}

/** The columns that a row names; the others take their defaults, so that a new one needs nothing here. */
function targetOf(table: PartName, row: Row): Target<Row> {
  const types: Record<string, 'text' | 'bigint'> = parts[table].columns
  return { table, columns: Object.fromEntries(Object.keys(row).map((name) => [name, types[name] ?? 'text'])) }
}

const idOf = (kind: number, n: number): string => `0000000${kind}-0000-4000-8000-${n.toString(16).padStart(12, '0')}`
/** Everybody is in a hundred channels, spread evenly. */
const channelOf = (person: number, at: number, channels: number): number => (person + at * Math.floor(channels / CHANNELS_OF_EACH)) % channels

/** Fills an empty database that was opened once, past everything that asks what it means; answers who and what is in it. */
export async function fill(address: Address, generalId: string, pairs: number): Promise<Town> {
  const count = Math.max(1, Math.round(pairs / CHANNELS_OF_EACH))
  const channels = Array.from({ length: Math.max(CHANNELS_OF_EACH, Math.round(count / 10)) }, (_, n) => idOf(2, n))
  const people = Array.from({ length: Math.min(PEOPLE, count) }, (_, n) => idOf(1, n))
  const chance = new Chance(7)
  await using house = await openHouse(address, { exists: false })
  const put = async (name: PartName, rows: Iterable<Row>) => {
    let some: Row[] = []
    const flush = (into: Target<Row>) => house.put((at) => at.dialect.put(at, into, some))
    let into: Target<Row> | undefined
    for (const row of rows) {
      into ??= targetOf(name, row)
      if (some.push(row) < ROWS_AT_ONCE) continue
      await flush(into)
      some = []
    }
    if (into && some.length > 0) await flush(into)
  }
  const seats = function* (row: (person: string, channel: string, at: number) => Row): Generator<Row> {
    for (const [n, person] of people.entries()) {
      for (let at = 0; at < CHANNELS_OF_EACH; at++) yield row(person, channels[channelOf(n, at, channels.length)] ?? '', at)
      yield row(person, generalId, CHANNELS_OF_EACH)
    }
  }
  await put('users', people.map(userRow))
  await put('channels', channels.map(channelRow))
  await put('scopes', [...people.map((id) => ({ id, clock: 1_000, last_seq: 0 })), ...channels.map((id) => ({ id, clock: 100_000, last_seq: MESSAGES }))])
  await put('messages', messageRows([...channels, generalId], people))
  await house.write(({ db }) => db.updateTable('scopes').set({ clock: 100_000, last_seq: MESSAGES }).where('id', '=', generalId).execute())
  // Each table in the order of its key: what is put at its end costs least.
  await put('members', byChannel([...seats(memberRow)]))
  await put(
    'reads',
    seats((user_id, channel_id, at) => markRow(user_id, channel_id, at, Math.floor(chance.between(0, MESSAGES + 1)))),
  )
  // The workspace's own clock is above its people.
  await house.write(({ db }) => db.updateTable('scopes').set({ clock: 100_000 }).where('clock', '<', 1_000).execute())
  await house.write(({ db, dialect }) => dialect.settle(db))
  return { people, channels, generalId, pairs: people.length * (CHANNELS_OF_EACH + 1) }
}

const byChannel = (rows: Row[]): Row[] => rows.sort((a, b) => (String(a.channel_id) < String(b.channel_id) ? -1 : 1))

const nothing = { source: null, source_id: null }

const userRow = (id: string, n: number): Row => ({
  id,
  handle: `gull${n}`,
  handle_key: `guii${n}`,
  name: `Gull ${n}`,
  kind: 'person',
  role: 'member',
  email: null,
  email_key: null,
  password_hash: null,
  deactivated_at: null,
  created_at: 0,
  ...nothing,
  rev: 100 + n,
  status: null,
})

const channelRow = (id: string, n: number): Row => ({
  id,
  kind: 'private',
  name: `quay ${n}`,
  name_key: `quay-${n}`,
  topic: '',
  parent_message_id: null,
  direct_key: null,
  created_by: null,
  created_at: 0,
  archived_at: null,
  first_seq: 1,
  ...nothing,
  rev: 1,
  slow_ms: 0,
  posting: 'everyone',
})

const memberRow = (user_id: string, channel_id: string, at: number): Row => ({
  channel_id,
  user_id,
  role: 'member',
  joined: 1,
  from_seq: Number.MIN_SAFE_INTEGER,
  at_seq: 0,
  at: 0,
  level: 'all',
  muted: 0,
  favourite: 0,
  section: '',
  rev: 1_000 + Number.parseInt(user_id.slice(-8), 16),
  urev: 1 + at,
})

const markRow = (user_id: string, channel_id: string, at: number, read_seq: number): Row => ({
  user_id,
  channel_id,
  read_seq,
  urev: 200 + at,
  set_back_urev: 0,
  sent_at: null,
})

function* messageRows(channels: readonly string[], people: readonly string[]): Generator<Row> {
  let n = 1
  for (const channel_id of channels) {
    for (let seq = 1; seq <= MESSAGES; seq++, n++) {
      const words = { kind: 'text', content: `tide ${n}`, version: 1, reply_to: null, ref_id: null, files: null, meta: null, ...nothing }
      const times = { created_at: n, edited_at: null, deleted_at: null, sent_hash: '', poll: null, priority: null }
      yield { n, id: idOf(3, n), channel_id, seq, rev: 50_000 + seq, author_id: people[n % people.length] ?? '', ...words, ...times }
    }
  }
}

/** The newest or the oldest message of a channel. */
export const messageIn = ({ channels }: Town, channelId: string, seq: number): string => {
  const at = channels.indexOf(channelId)
  return idOf(3, (at < 0 ? channels.length : at) * MESSAGES + seq)
}
export const NEWEST = MESSAGES
