import { ChatError, type Edit, LIMITS, type Message } from '@parley/protocol'
import { assertMayRead, assertMaySend } from '../../models/access.ts'
import { toMessage } from '../rows.ts'
import { count } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import type { Tx, View } from '../tx.ts'
import { change, writable } from './messages.ts'
import { channelOf, readableIn } from './pages.ts'

/** Pins a message to its channel or takes it down; what is so already changes nothing. */
export async function pin(tx: Tx, input: { userId: string; messageId: string; on: boolean }): Promise<Message> {
  const { row, standing, clocks } = await writable(tx, input.userId, input.messageId)
  assertMaySend(standing)
  if (row.deleted_at !== null) throw new ChatError('conflict', 'The message was deleted')
  if ((row.pinned_at !== null) === input.on) return toMessage(row)
  if (input.on) await assertRoom(tx, row.channel_id)
  return change(tx, clocks, row, input.on ? { pinned_at: tx.now, pinned_by: input.userId } : { pinned_at: null, pinned_by: null }, standing)
}

const pinnedIn = (view: View, channelId: string) => view.db.selectFrom('messages').where('channel_id', '=', channelId).where('pinned_at', 'is not', null)

async function assertRoom(tx: Tx, channelId: string): Promise<void> {
  const pinned = await pinnedIn(tx, channelId).select(count.as('count')).executeTakeFirst()
  if ((pinned?.count ?? 0) >= LIMITS.pinsPerChannel)
    throw new ChatError('conflict', `A channel has room for ${LIMITS.pinsPerChannel} pins; take one down first`)
}

/** What is pinned in a channel and may be read by who asks, the latest first. */
export async function pins(view: View, input: { userId: string; channelId: string }): Promise<Message[]> {
  const standing = await standingOf(view, input.userId, input.channelId)
  assertMayRead(standing)
  const rows = await pinnedIn(view, input.channelId)
    .selectAll()
    .where('seq', '>=', standing.fromSeq)
    .orderBy('pinned_at', 'desc')
    .limit(LIMITS.pinsPerChannel)
    .execute()
  return rows.map(toMessage)
}

/** What a message said before each edit, the latest first. */
export async function edits(view: View, input: { userId: string; messageId: string }): Promise<Edit[]> {
  const { row, standing } = await readableIn(view, input.userId, input.messageId, await channelOf(view, input.messageId))
  const { edits: who } = await view.db.selectFrom('workspace').select('edits').executeTakeFirstOrThrow()
  const administers = standing.userRole === 'owner' || standing.userRole === 'admin'
  if (who === 'admins' && row.author_id !== input.userId && !administers)
    throw new ChatError('forbidden', 'Only its author and administrators may see what it said before')
  const rows = await view.db
    .selectFrom('message_edits')
    .selectAll()
    .where('message_id', '=', row.id)
    .orderBy('version', 'desc')
    .limit(LIMITS.editsTold)
    .execute()
  return rows.map(({ version, content, edited_by, edited_at }) => ({ version, content, editedBy: edited_by, editedAt: edited_at }))
}
