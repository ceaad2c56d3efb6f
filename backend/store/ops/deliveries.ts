import { type Delivery, LIMITS } from '@parley/protocol'
import type { Selectable } from 'kysely'
import type { DeliveriesTable } from '../tables.ts'
import type { Tx, View } from '../tx.ts'

export type DeliveryRow = Selectable<DeliveriesTable>

/** What is told of a reminder is one batch a time that it fires. */
export const reminderBatch = (id: string, firedAt: number): string => `reminder ${id} ${firedAt}`
const remindedOf = (batch: string): string | undefined => /^reminder (\S+) \d+$/.exec(batch)?.[1]

const toDelivery = ({ way, state, batch, channel_id, message_id, note, at }: DeliveryRow): Delivery => ({
  way,
  state,
  channelId: channel_id,
  messageId: message_id,
  ...(remindedOf(batch) && { reminderId: remindedOf(batch) }),
  note,
  at,
})

/** What went out to a person, the newest first; of one message or one reminder, or at all. */
export async function list(view: View, { userId, messageId, reminderId }: { userId: string; messageId?: string; reminderId?: string }): Promise<Delivery[]> {
  let query = view.db.selectFrom('deliveries').selectAll().where('user_id', '=', userId)
  if (messageId) query = query.where('message_id', '=', messageId)
  if (reminderId) query = query.where('batch', 'like', `reminder ${reminderId} %`)
  return (await query.orderBy('at', 'desc').orderBy('id').limit(LIMITS.deliveriesShown).execute()).map(toDelivery)
}

/** Puts down what goes out or went; again for the same thing, its new state. What is old is forgotten. */
export async function put(tx: Tx, { rows }: { rows: readonly Omit<DeliveryRow, 'at'>[] }): Promise<null> {
  for (const row of rows)
    await tx.db
      .insertInto('deliveries')
      .values({ ...row, at: tx.now })
      .onConflict((c) => c.column('id').doUpdateSet({ state: row.state, note: row.note, at: tx.now }))
      .execute()
  const [first] = rows
  if (first)
    await tx.db
      .deleteFrom('deliveries')
      .where('user_id', '=', first.user_id)
      .where('at', '<', tx.now - LIMITS.deliveryDays * 86_400_000)
      .execute()
  return null
}

/** A mail that was begun and not ended: it goes again as it was. */
export const begun = (view: View, { userId, channelId }: { userId: string; channelId: string }): Promise<DeliveryRow[]> =>
  view.db
    .selectFrom('deliveries')
    .selectAll()
    .where('user_id', '=', userId)
    .where('channel_id', '=', channelId)
    .where('way', '=', 'mail')
    .where('state', '=', 'sending')
    .orderBy('seq')
    .execute()
