import { sql } from 'kysely'
import { type PartName, partNames, parts } from '../parts.ts'
import type { View } from '../tx.ts'

/** A scope whose clock stands below a row of it: the next change would take a rev that is taken. */
export interface Behind {
  id: string
  clock: number
  reached: number
}

/** Where a table's rows say which clock they go by, and the column of the rev. */
interface Ticking {
  table: PartName
  scope: string
  rev: 'rev' | 'urev'
}

/** Every table with a rev, and whose clock that is. A new table is among them by its columns. */
export const ticking: readonly Ticking[] = partNames.flatMap((table): Ticking[] => {
  const names = Object.keys(parts[table].columns)
  const own: Ticking[] = names.includes('urev') ? [{ table, scope: 'user_id', rev: 'urev' }] : []
  if (!names.includes('rev')) return own
  const scope = table === 'channels' || table === 'workspace' ? 'id' : names.includes('channel_id') ? 'channel_id' : ''
  return [...own, { table, scope, rev: 'rev' }]
})

/** The scopes that are behind one of their rows. A table without a scope of its own is of the workspace. */
export async function behind(view: Pick<View, 'db'>): Promise<Behind[]> {
  const found = new Map<string, Behind>()
  for (const { table, scope, rev } of ticking) {
    const id = scope === '' ? sql`(select id from workspace)` : sql.ref(`t.${scope}`)
    const { rows } = await sql<Behind>`
      select s.id, s.clock, max(t.${sql.ref(rev)}) as reached from ${sql.table(table)} t join scopes s on s.id = ${id}
      group by s.id, s.clock having max(t.${sql.ref(rev)}) > s.clock`.execute(view.db)
    for (const row of rows) if (row.reached > (found.get(row.id)?.reached ?? 0)) found.set(row.id, row)
  }
  return [...found.values()]
}
