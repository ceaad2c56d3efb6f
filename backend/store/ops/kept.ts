import type { Draft, Saved } from '@parley/protocol'
import { assertMayRead } from '../../models/access.ts'
import { toDraft, toSaved } from '../later-rows.ts'
import { lock, tick } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import type { Tx } from '../tx.ts'
import { assertRoom, tell } from './later.ts'
import { channelOf, readableIn } from './pages.ts'

/** Keeps a message in sight, or no longer. Letting go is asked of nobody: the message may be out of reach by now. */
export async function save(tx: Tx, input: { userId: string; messageId: string; state: Saved['state'] }): Promise<Saved> {
  const { userId, messageId, state } = input
  await lock(tx, userId)
  const known = await tx.db.selectFrom('saved').selectAll().where('user_id', '=', userId).where('message_id', '=', messageId).executeTakeFirst()
  if (known?.state === state) return toSaved(known)
  const channelId = known?.channel_id ?? (await channelOf(tx, messageId))
  if (!known || known.state === 'none') {
    await readableIn(tx, userId, messageId, channelId)
    await assertRoom(tx, 'saved', userId)
  }
  const savedAt = known && known.state !== 'none' ? known.saved_at : tx.now
  const row = { user_id: userId, message_id: messageId, channel_id: channelId, state, saved_at: savedAt, urev: await tick(tx, userId) }
  await tx.db
    .insertInto('saved')
    .values(row)
    .onConflict((c) => c.columns(['user_id', 'message_id']).doUpdateSet({ state, saved_at: savedAt, urev: row.urev }))
    .execute()
  return tell(tx, userId, toSaved(row))
}

/** What somebody has begun to write: the last writer wins. */
export async function draft(tx: Tx, input: { userId: string; channelId: string; content: string; replyTo: string | undefined }): Promise<Draft> {
  const { userId, channelId } = input
  const next = { content: input.content.trim() === '' ? '' : input.content, reply_to: input.replyTo ?? null }
  await lock(tx, userId)
  const known = await tx.db.selectFrom('drafts').selectAll().where('user_id', '=', userId).where('channel_id', '=', channelId).executeTakeFirst()
  if (known && known.content === next.content && known.reply_to === next.reply_to) return toDraft(known)
  if (!known || next.content !== '') assertMayRead(await standingOf(tx, userId, channelId))
  if (!known?.content && next.content !== '') await assertRoom(tx, 'drafts', userId)
  const row = { user_id: userId, channel_id: channelId, ...next, edited_at: tx.now, urev: await tick(tx, userId) }
  await tx.db
    .insertInto('drafts')
    .values(row)
    .onConflict((c) => c.columns(['user_id', 'channel_id']).doUpdateSet({ ...next, edited_at: tx.now, urev: row.urev }))
    .execute()
  return tell(tx, userId, toDraft(row))
}
