import type { Read } from '@parley/protocol'
import type { Clocks } from './clocks.ts'
import { prepared, present } from './prepared.ts'
import { toRead } from './rows.ts'
import type { ReadsTable } from './tables.ts'
import { together } from './together.ts'
import type { Tx } from './tx.ts'

type Pair = Pick<ReadsTable, 'user_id' | 'channel_id'>
type Place = { userId: string; channelId: string }

const marked = prepared<{ pairs: string }, ReadsTable>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<Pair>({ user_id: 'text', channel_id: 'text' }, p('pairs')))
    .leftJoin('reads as m', (join) => join.onRef('m.user_id', '=', 'r.user_id').onRef('m.channel_id', '=', 'r.channel_id'))
    .selectAll('m')
    .$castTo<ReadsTable>()
    .compile(),
)

const columns = { user_id: 'text', channel_id: 'text', read_seq: 'bigint', urev: 'bigint', set_back_urev: 'bigint', sent_at: 'bigint' } as const
const names = ['user_id', 'channel_id', 'read_seq', 'urev', 'set_back_urev', 'sent_at'] as const

const put = prepared<{ marks: string }, unknown>((db, p, dialect) =>
  db
    .insertInto('reads')
    .columns(names)
    // A conflict clause after a select needs a `where` before it in SQLite, or it would be read as a join.
    .expression((eb) =>
      eb
        .selectFrom(dialect.rows<ReadsTable>(columns, p('marks')))
        .select(names)
        .where('r.urev', '>', 0),
    )
    .onConflict((row) =>
      row.columns(['user_id', 'channel_id']).doUpdateSet((eb) => ({
        read_seq: eb.ref('excluded.read_seq'),
        urev: eb.ref('excluded.urev'),
        set_back_urev: eb.ref('excluded.set_back_urev'),
        sent_at: eb.ref('excluded.sent_at'),
      })),
    )
    .compile(),
)

/** The read marks of one batch: looked up at once, moved in memory with their owners' locked clocks, written in one statement. */
export class Marks {
  readonly #clocks: Clocks
  readonly #marks: Map<string, ReadsTable>
  readonly #moved = new Set<ReadsTable>()

  private constructor(clocks: Clocks, marks: readonly ReadsTable[]) {
    this.#clocks = clocks
    this.#marks = new Map(marks.map((mark) => [`${mark.user_id} ${mark.channel_id}`, { ...mark }]))
  }

  /** `clocks` may be on their way still: asked before, they are locked before. */
  static async find(tx: Tx, clocks: Clocks | Promise<Clocks>, places: readonly Place[]): Promise<Marks> {
    const pairs = new Map(places.map(({ userId, channelId }) => [`${userId} ${channelId}`, { user_id: userId, channel_id: channelId }]))
    const [locked, marks] = await together([clocks, pairs.size === 0 ? [] : marked(tx, { pairs: JSON.stringify([...pairs.values()]) })])
    return new Marks(locked, present(marks, 'user_id'))
  }

  /** Where the mark stands; a new one stands before the first message. */
  at({ userId, channelId }: Place): ReadsTable {
    const key = `${userId} ${channelId}`
    const mark = this.#marks.get(key) ?? { user_id: userId, channel_id: channelId, read_seq: 0, urev: 0, set_back_urev: 0, sent_at: null }
    this.#marks.set(key, mark)
    return mark
  }

  /** Raises a mark if that raises it. */
  raise(tx: Tx, place: Place, seq: number): Read {
    const mark = this.at(place)
    return mark.read_seq >= seq ? toRead(mark) : this.#move(tx, mark, seq)
  }

  /** Sets a mark wherever it was, and remembers when: what was decided before does not raise it again. */
  setBack(tx: Tx, place: Place, seq: number): Read {
    const mark = this.at(place)
    const read = this.#move(tx, mark, seq)
    mark.set_back_urev = mark.urev
    return read
  }

  #move(tx: Tx, mark: ReadsTable, seq: number): Read {
    const urev = this.#clocks.tick(mark.user_id)
    if (urev === undefined) throw new Error('A read mark without an owner')
    mark.read_seq = seq
    mark.urev = urev
    this.#moved.add(mark)
    const read = toRead(mark)
    tx.changes.push({ to: 'user', userId: mark.user_id, event: { type: 'read.changed', rev: urev, read } })
    return read
  }

  async write(tx: Tx): Promise<void> {
    if (this.#moved.size > 0) await put(tx, { marks: JSON.stringify([...this.#moved]) })
  }
}
