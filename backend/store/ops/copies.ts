import { ChatError, type Message } from '@parley/protocol'
import type { Parent } from '../../models/access.ts'
import { copyId } from '../../models/copies.ts'
import { Clocks } from '../clocks.ts'
import { assertHeld, lockPlace, withParents } from '../parents.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { standingOf } from '../standing.ts'
import type { Tx } from '../tx.ts'
import { type Appended, append, type Draft } from './append.ts'
import { only } from './joined.ts'
import { placeOf, readableIn } from './pages.ts'

const rowOf = (tx: Tx, id: string): Promise<MessageRow | undefined> => tx.db.selectFrom('messages').selectAll().where('id', '=', id).executeTakeFirst()

/**
 * Says a reply in its channel as well, under an id that follows from its own: whoever tries again says nothing twice. Both are said or
 * neither is. Where there is no thread it is a message as any other.
 */
export async function sayAlsoInChannel(tx: Tx, draft: Draft): Promise<Appended> {
  const clocks = await lockPlace(tx, draft.channelId, draft.authorId)
  const standing = await standingOf(tx, draft.authorId, draft.channelId)
  const { parent = null } = standing ?? {}
  assertHeld(clocks, { parent })
  const said = await rowOf(tx, draft.id)
  if (!parent || (said && said.deleted_at !== null)) return only(await append(tx, [draft]))
  const copy = { ...repeating(draft.id, draft.content), id: copyId(draft.id), channelId: parent.channelId, authorId: draft.authorId }
  // Waited for here: a refusal of the one takes back what was written of the other.
  const { last: _, ...here } = tx
  const [reply] = (await append(here, [draft, copy])).map((answer) => only([answer]))
  return only(reply ? [reply] : [])
}

const repeating = (refId: string, content: string) => ({ refId, content, replyTo: undefined, meta: undefined })

/** The words are copied as who forwards may read them, under the clock that a deletion of them moves: what was deleted is not said again. */
export async function forward(tx: Tx, input: { userId: string; messageId: string; channelId: string; id: string }): Promise<Message> {
  const { userId, messageId, channelId, id } = input
  const known = await rowOf(tx, id)
  // Sent again it is the same message, whatever became of the words since.
  if (known?.author_id === userId && known.ref_id === messageId && known.channel_id === channelId)
    return toMessage((await readableIn(tx, userId, id, channelId)).row)
  const from = await placeOf(tx, messageId)
  await Clocks.lock(tx, [...withParents([from.channelId, channelId]), userId])
  const { row } = await readableIn(tx, userId, messageId, from.channelId)
  if (row.deleted_at !== null) throw new ChatError('conflict', 'The message was deleted')
  return only(await append(tx, [{ ...repeating(messageId, row.content), id, channelId, authorId: userId }])).message
}

/** A reply that was sent to its channel as well: what stands there, unless that was deleted. */
export function copyOf(tx: Tx, { id, author_id }: MessageRow, { channelId }: Parent): Promise<MessageRow | undefined> {
  return tx.db
    .selectFrom('messages')
    .selectAll()
    .where('id', '=', copyId(id))
    .where('channel_id', '=', channelId)
    .where('ref_id', '=', id)
    .where('author_id', '=', author_id)
    .where('deleted_at', 'is', null)
    .executeTakeFirst()
}
