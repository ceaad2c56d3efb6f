import { tick } from '../scopes.ts'
import type { Tx } from '../tx.ts'
import type { Findings } from './findings.ts'

/**
 * Sets right what was found. Each row that becomes another ticks its scope, so that whoever returns is told of it by an
 * ordinary resume (C11); the clocks come first, because the ticks stand on them.
 */
export async function repair(tx: Tx, { clocks, numbers, marks, counts }: Findings): Promise<void> {
  const { db } = tx
  for (const { id, reached } of clocks) await db.updateTable('scopes').set({ clock: reached }).where('id', '=', id).execute()
  for (const { id, newest } of numbers) {
    await db.updateTable('scopes').set({ last_seq: newest }).where('id', '=', id).execute()
    const rev = await tick(tx, id)
    await db.updateTable('channels').set({ rev }).where('id', '=', id).execute()
  }
  for (const { user_id, channel_id, last_seq } of marks) {
    const urev = await tick(tx, user_id)
    await db.updateTable('reads').set({ read_seq: last_seq, urev }).where('user_id', '=', user_id).where('channel_id', '=', channel_id).execute()
  }
  for (const { id, poll, priority } of counts) {
    const { channel_id } = await db.selectFrom('messages').select('channel_id').where('id', '=', id).executeTakeFirstOrThrow()
    const rev = await tick(tx, channel_id)
    const columns = { ...(poll && { poll: JSON.stringify(poll) }), ...(priority && { priority: JSON.stringify(priority) }), rev }
    await db.updateTable('messages').set(columns).where('id', '=', id).execute()
  }
}
