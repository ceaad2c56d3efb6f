import type { Standing } from '../../models/access.ts'
import type { Clocks } from '../clocks.ts'
import { follow, tellMember } from '../followers.ts'
import { underClock } from '../parents.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { afterReplies, parentRows, putSummary } from '../summary.ts'
import type { Tx } from '../tx.ts'

type Row = Omit<MessageRow, 'n'>
export interface Reply {
  row: Row
  standing: Standing
}

/**
 * What new messages in threads bring with them: the parent message says how many there are and who wrote last, once for all
 * that came together, and whoever replies follows. The channels' events stand before the threads', so that who hears both is never asked.
 */
export async function settleReplies(tx: Tx, clocks: Clocks, replies: readonly Reply[]): Promise<void> {
  const parents = await parentRows(
    tx,
    replies.flatMap(({ standing }) => standing.parent?.messageId ?? []),
  )
  for (const [messageId, parent] of parents) {
    const rows = replies.filter(({ standing }) => standing.parent?.messageId === messageId).map(({ row }) => row)
    await putSummary(tx, clocks, parent, afterReplies(parent, rows))
  }
  const strangers = replies.filter(({ standing }) => !standing.joined).map(({ standing }) => standing)
  const joined = await follow(tx, clocks, strangers)
  for (const { row, standing } of replies) {
    underClock(tx, clocks, standing)
    tx.changes.push({
      to: 'channel',
      channelId: row.channel_id,
      event: { type: 'message.changed', channelId: row.channel_id, rev: row.rev, message: toMessage(row) },
    })
  }
  for (const row of joined) {
    underClock(tx, clocks, replies.find(({ standing }) => standing.channelId === row.channel_id)?.standing)
    tellMember(tx, row)
  }
}
