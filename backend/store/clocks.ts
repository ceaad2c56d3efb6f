import { prepared } from './prepared.ts'
import { lock } from './scopes.ts'
import type { ScopesTable } from './tables.ts'
import type { Tx } from './tx.ts'

const columns = { id: 'text', clock: 'bigint', last_seq: 'bigint' } as const
const names = ['id', 'clock', 'last_seq'] as const

/** All are there: each meets its own row by the key, whatever else the planner thinks of the table. */
const moved = prepared<{ scopes: string }, unknown>((db, p, dialect) =>
  db
    .insertInto('scopes')
    .columns(names)
    // A conflict clause after a select needs a `where` before it in SQLite, or it would be read as a join.
    .expression((eb) =>
      eb
        .selectFrom(dialect.rows<ScopesTable>(columns, p('scopes')))
        .select(names)
        .where('r.clock', '>', 0),
    )
    .onConflict((row) => row.column('id').doUpdateSet((eb) => ({ clock: eb.ref('excluded.clock'), last_seq: eb.ref('excluded.last_seq') })))
    .compile(),
)

/** The clocks of one batch: locked together, moved in memory, written in one statement. */
export class Clocks {
  readonly #scopes: Map<string, ScopesTable>
  readonly #moved = new Set<ScopesTable>()

  private constructor(scopes: readonly ScopesTable[]) {
    this.#scopes = new Map(scopes.map((scope) => [scope.id, { ...scope }]))
  }

  static async lock(tx: Tx, ids: readonly string[]): Promise<Clocks> {
    return new Clocks(await lock(tx, ...ids))
  }

  /** Locks further scopes, which nobody could name before something was read. */
  async lockAlso(tx: Tx, ids: readonly string[]): Promise<void> {
    for (const scope of await lock(tx, ...ids)) if (!this.#scopes.has(scope.id)) this.#scopes.set(scope.id, { ...scope })
  }

  holds(id: string): boolean {
    return this.#scopes.has(id)
  }

  /** Where a locked scope stands now. */
  at(id: string): { clock: number; lastSeq: number } {
    const scope = this.#scopes.get(id)
    return { clock: scope?.clock ?? 0, lastSeq: scope?.last_seq ?? 0 }
  }

  /** The scope's clock, moved by one. Undefined where there is no such scope. */
  tick(id: string): number | undefined {
    const scope = this.#scopes.get(id)
    if (!scope) return undefined
    scope.clock++
    this.#moved.add(scope)
    return scope.clock
  }

  /** The place of a new message: clock and number of its channel, each moved by one. */
  advance(channelId: string): { rev: number; seq: number } | undefined {
    const scope = this.#scopes.get(channelId)
    if (!scope) return undefined
    scope.last_seq++
    return { rev: this.tick(channelId) ?? 0, seq: scope.last_seq }
  }

  async write(tx: Tx): Promise<void> {
    if (this.#moved.size > 0) await moved(tx, { scopes: JSON.stringify([...this.#moved]) })
  }
}
