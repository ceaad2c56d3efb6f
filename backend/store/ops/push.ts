import { hash } from 'node:crypto'
import { LIMITS } from '@parley/protocol'
import type { Selectable } from 'kysely'
import type { PushSubscriptionsTable } from '../tables.ts'
import type { Tx, View } from '../tx.ts'

export type Subscription = Selectable<PushSubscriptionsTable>

/** A key that is made once: the first to give one decides. */
export async function secret(tx: Tx, input: { name: string; value: string }): Promise<string> {
  await tx.db
    .insertInto('secrets')
    .values(input)
    .onConflict((c) => c.column('name').doNothing())
    .execute()
  const { value } = await tx.db.selectFrom('secrets').select('value').where('name', '=', input.name).executeTakeFirstOrThrow()
  return value
}

interface Device {
  userId: string
  sessionId: string
  endpoint: string
  p256dh: string
  auth: string
}

/** A device is whoever signed in last on it. Of too many the oldest is let go. */
export async function subscribe(tx: Tx, { userId, sessionId, endpoint, p256dh, auth }: Device): Promise<null> {
  const row = { user_id: userId, session_id: sessionId, endpoint, p256dh, auth, created_at: tx.now }
  await tx.db
    .insertInto('push_subscriptions')
    .values({ id: hash('sha256', endpoint), ...row })
    .onConflict((c) => c.column('id').doUpdateSet(row))
    .execute()
  const mine = await tx.db.selectFrom('push_subscriptions').select('id').where('user_id', '=', userId).orderBy('created_at', 'desc').execute()
  const old = mine.slice(LIMITS.pushDevices).map(({ id }) => id)
  if (old.length > 0) await tx.db.deleteFrom('push_subscriptions').where('id', 'in', old).execute()
  return null
}

export async function unsubscribe(tx: Tx, { userId, endpoint }: { userId: string; endpoint: string }): Promise<null> {
  await tx.db.deleteFrom('push_subscriptions').where('id', '=', hash('sha256', endpoint)).where('user_id', '=', userId).execute()
  return null
}

/** Those of sessions that still live. */
export const devices = (view: View, { userId }: { userId: string }): Promise<Subscription[]> =>
  view.db
    .selectFrom('push_subscriptions as p')
    .innerJoin('sessions as s', 's.id', 'p.session_id')
    .selectAll('p')
    .where('p.user_id', '=', userId)
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', view.now)
    .execute()

/** Whether anybody has one. */
export const any = async (view: View, _input: object): Promise<boolean> =>
  (await view.db.selectFrom('push_subscriptions').select('id').limit(1).executeTakeFirst()) !== undefined
