import type { Standing } from '../../models/access.ts'
import type { Clocks } from '../clocks.ts'
import type { Columns, Target } from '../dialect.ts'
import { underClock } from '../parents.ts'
import { parts } from '../parts.ts'
import { type MessageRow, toReaction } from '../rows.ts'
import type { ReactionsTable } from '../tables.ts'
import type { Tx } from '../tx.ts'

const table: Target<ReactionsTable> = { table: 'reactions', columns: parts.reactions.columns as Columns<ReactionsTable> }

/** What people put on a message goes with it, in the order in which they did; on the tombstone it stays as it was. */
export async function carryReactions(
  tx: Tx,
  clocks: Clocks,
  from: Pick<MessageRow, 'id'>,
  to: Pick<MessageRow, 'id' | 'channel_id' | 'seq'>,
  standing: Standing,
): Promise<void> {
  const before = await tx.db.selectFrom('reactions').selectAll().where('message_id', '=', from.id).where('is_on', '=', 1).orderBy('rev').execute()
  const counts = new Map<string, number>()
  const rows = before.map((row): ReactionsTable => {
    const count = (counts.get(row.emoji) ?? 0) + 1
    counts.set(row.emoji, count)
    return { ...row, message_id: to.id, channel_id: to.channel_id, seq: to.seq, count, rev: clocks.tick(to.channel_id) ?? 0 }
  })
  if (rows.length > 0) await tx.dialect.put(tx, table, rows)
  for (const row of rows) {
    underClock(tx, clocks, standing)
    tx.changes.push({
      to: 'channel',
      channelId: row.channel_id,
      event: { type: 'reaction.changed', channelId: row.channel_id, rev: row.rev, reaction: toReaction(row) },
    })
  }
}
