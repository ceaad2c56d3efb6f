import { LIMITS, type Tally } from '@parley/protocol'
import { sql } from 'kysely'
import { prepared, present } from '../prepared.ts'
import type { MessageRow } from '../rows.ts'
import type { View } from '../tx.ts'

interface Told {
  message_id: string
  emoji: string
  user_id: string
  /** Their place among those who have it there, */
  place: number
  /** how many these are, */
  total: number
  /** and when the first of them came. */
  since: number
}

/** Of each emoji on these messages the first names, and the reader's own wherever it stands. */
const told = prepared<{ ids: string; userId: string; names: number }, Told>((db, p, dialect) =>
  db
    .with('placed', (cte) =>
      cte
        .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('ids')))
        .leftJoin('reactions as x', (join) => join.onRef('x.message_id', '=', 'r.id').on('x.is_on', '=', 1))
        .select(['x.message_id', 'x.emoji', 'x.user_id'])
        .select([
          sql<number>`row_number() over (partition by x.message_id, x.emoji order by x.rev)`.as('place'),
          sql<number>`count(*) over (partition by x.message_id, x.emoji)`.as('total'),
          sql<number>`min(x.rev) over (partition by x.message_id, x.emoji)`.as('since'),
        ]),
    )
    .selectFrom('placed')
    .selectAll()
    .where((eb) => eb.or([eb('place', '<=', p('names')), eb('user_id', '=', p('userId'))]))
    .orderBy('since')
    .orderBy('place')
    .$castTo<Told>()
    .compile(),
)

/** The emoji on the messages of a page, and which are the reader's own beyond the names told. */
export async function talliesOf(
  view: View,
  userId: string,
  rows: readonly MessageRow[],
): Promise<{ reactions: Tally[]; mine: { messageId: string; emoji: string }[] }> {
  const ids = rows.flatMap((row) => (row.deleted_at === null ? [{ id: row.id }] : []))
  const found = ids.length === 0 ? [] : present(await told(view, { ids: JSON.stringify(ids), userId, names: LIMITS.reactionPeople }), 'message_id')
  const tallies = new Map<string, Tally>()
  const mine: { messageId: string; emoji: string }[] = []
  for (const { message_id: messageId, emoji, user_id, place, total } of found) {
    const tally = tallies.get(`${messageId} ${emoji}`) ?? { messageId, emoji, count: Number(total), userIds: [] }
    tallies.set(`${messageId} ${emoji}`, tally)
    if (place <= LIMITS.reactionPeople) tally.userIds.push(user_id)
    else mine.push({ messageId, emoji })
  }
  return { reactions: [...tallies.values()], mine }
}
