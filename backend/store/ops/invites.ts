import { ChatError, type Invite } from '@parley/protocol'
import type { Selectable } from 'kysely'
import type { InvitesTable } from '../tables.ts'
import type { Tx, View } from '../tx.ts'

const toInvite = (row: Selectable<InvitesTable>): Invite => ({
  id: row.id,
  createdBy: row.created_by,
  createdAt: row.created_at,
  expiresAt: row.expires_at,
  uses: row.uses,
  maxUses: row.max_uses,
  revoked: row.revoked_at !== null,
})

async function assertAdmin(view: View, userId: string): Promise<void> {
  const user = await view.db.selectFrom('users').select('role').where('id', '=', userId).executeTakeFirst()
  if (user?.role !== 'owner' && user?.role !== 'admin') throw new ChatError('forbidden', 'Only administrators may do that')
}

export async function create(tx: Tx, input: { userId: string; id: string; codeHash: string; expiresAt: number; maxUses: number }): Promise<Invite> {
  await assertAdmin(tx, input.userId)
  const row = await tx.db
    .insertInto('invites')
    .values({
      id: input.id,
      code_hash: input.codeHash,
      created_by: input.userId,
      created_at: tx.now,
      expires_at: input.expiresAt,
      max_uses: input.maxUses,
      uses: 0,
      revoked_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  return toInvite(row)
}

/** Whether an invite link lets one more person in. */
export async function admits(view: View, { codeHash, now }: { codeHash: string; now: number }): Promise<boolean> {
  const found = await view.db
    .selectFrom('invites')
    .select('id')
    .where('code_hash', '=', codeHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', now)
    .whereRef('uses', '<', 'max_uses')
    .executeTakeFirst()
  return found !== undefined
}

export async function list(view: View, input: { userId: string }): Promise<Invite[]> {
  await assertAdmin(view, input.userId)
  const rows = await view.db.selectFrom('invites').selectAll().orderBy('created_at', 'desc').limit(200).execute()
  return rows.map(toInvite)
}

export async function revoke(tx: Tx, input: { userId: string; inviteId: string }): Promise<void> {
  await assertAdmin(tx, input.userId)
  await tx.db.updateTable('invites').set({ revoked_at: tx.now }).where('id', '=', input.inviteId).where('revoked_at', 'is', null).execute()
}
