import type { Parent } from '../../models/access.ts'
import { copyId } from '../../models/copies.ts'
import type { MessageRow } from '../rows.ts'
import type { Tx } from '../tx.ts'

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
