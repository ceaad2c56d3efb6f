import { ChatError, type Session, type User } from '@parley/protocol'
import type { Insertable, Selectable } from 'kysely'
import { emailKey, handleKey } from '../../models/names.ts'
import { prepared, present } from '../prepared.ts'
import { toUser } from '../rows.ts'
import { lock, openScope, tick } from '../scopes.ts'
import type { UsersTable } from '../tables.ts'
import type { Tx, View } from '../tx.ts'
import { assertHandleFree, isHandleFree } from './handles.ts'
import { join } from './members.ts'

export interface NewUser {
  id: string
  name: string
  /** Asked for; undefined lets `suggested` be made unique. */
  handle: string | undefined
  suggested: string
  email: string
  passwordHash: string
  /** Whether this one may become the owner if nobody is here yet. */
  mayOwn: boolean
  /** What the configuration says instead of the workspace. */
  registration: 'open' | 'invite' | 'closed' | undefined
  /** SHA-256 of an invite's code, where one was given. */
  inviteHash: string | undefined
}

/** Makes an account and lets it into the default channel. The first one is the owner. */
export async function register(tx: Tx, input: NewUser): Promise<User> {
  const workspace = await tx.db.selectFrom('workspace').selectAll().executeTakeFirstOrThrow()
  await lock(tx, workspace.id, workspace.default_channel_id)
  const first = (await tx.db.selectFrom('users').select('id').where('password_hash', 'is not', null).limit(1).executeTakeFirst()) === undefined
  if (first && !input.mayOwn) throw new ChatError('forbidden', 'Nobody owns this Parley yet: the first account needs the code that its start printed')
  if (!first) await assertMayRegister(tx, input.registration ?? workspace.registration, input.inviteHash)

  const email = emailKey(input.email)
  const taken = await tx.db.selectFrom('users').select('id').where('email_key', '=', email).executeTakeFirst()
  if (taken) throw new ChatError('conflict', 'This e-mail address has an account already; sign in instead')
  const handle = await freeHandle(tx, input)
  const user = await insertUser(tx, {
    id: input.id,
    name: input.name,
    handle,
    email: input.email,
    email_key: email,
    password_hash: input.passwordHash,
    role: first ? 'owner' : 'member',
    created_at: tx.now,
  })
  await join(tx, { channelId: workspace.default_channel_id, userId: user.id, role: 'member' })
  return user
}

async function assertMayRegister(tx: Tx, registration: 'open' | 'invite' | 'closed', inviteHash: string | undefined): Promise<void> {
  if (registration === 'open') return
  if (registration === 'closed') throw new ChatError('forbidden', 'This Parley takes no new accounts')
  if (inviteHash === undefined) throw new ChatError('forbidden', 'This Parley takes new accounts by invite link only')
  const used = await tx.db
    .updateTable('invites')
    .set((eb) => ({ uses: eb('uses', '+', 1) }))
    .where('code_hash', '=', inviteHash)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', tx.now)
    .whereRef('uses', '<', 'max_uses')
    .returning('id')
    .executeTakeFirst()
  if (!used) throw new ChatError('forbidden', 'This invite link is used up, out of date or taken back; ask for another')
}

async function freeHandle(tx: Tx, input: Pick<NewUser, 'handle' | 'suggested'>): Promise<string> {
  if (input.handle !== undefined) {
    await assertHandleFree(tx, input.handle)
    return input.handle
  }
  if (await isHandleFree(tx, input.suggested)) return input.suggested
  for (let n = 2; ; n++) {
    const handle = `${input.suggested}.${n}`
    if (await isHandleFree(tx, handle)) return handle
  }
}

type UserColumns = Pick<UsersTable, 'id' | 'name' | 'handle' | 'role' | 'created_at'> & Partial<Insertable<UsersTable>>

/** Inserts the row, opens the person's own scope, tells the workspace. */
export async function insertUser(tx: Tx, columns: UserColumns): Promise<User> {
  const { id: workspaceId } = await tx.db.selectFrom('workspace').select('id').executeTakeFirstOrThrow()
  const rev = await tick(tx, workspaceId)
  await openScope(tx, columns.id)
  const row = await tx.db
    .insertInto('users')
    .values({
      kind: 'person',
      email: null,
      email_key: null,
      password_hash: null,
      deactivated_at: null,
      source: null,
      source_id: null,
      ...columns,
      handle_key: handleKey(columns.handle),
      rev,
    })
    .returningAll()
    .executeTakeFirstOrThrow()
  const user = toUser(row)
  tx.changes.push({ to: 'workspace', event: { type: 'user.changed', rev, user } })
  return user
}

export interface Credentials {
  user: User
  email: string
  passwordHash: string | null
}

/** Whom a name at the sign-in means, by e-mail address or by handle. */
export async function credentials(view: View, by: { email: string } | { handle: string } | { userId: string }): Promise<Credentials | null> {
  const users = view.db.selectFrom('users').selectAll()
  const query =
    'email' in by
      ? users.where('email_key', '=', emailKey(by.email))
      : 'handle' in by
        ? users.where('handle', '=', by.handle)
        : users.where('id', '=', by.userId)
  const row = await query.executeTakeFirst()
  return row ? { user: toUser(row), email: row.email ?? '', passwordHash: row.deactivated_at === null ? row.password_hash : null } : null
}

/** Whether anybody can sign in yet. */
export async function anyone(view: View, _input: Record<string, never>): Promise<boolean> {
  return (await view.db.selectFrom('users').select('id').where('password_hash', 'is not', null).limit(1).executeTakeFirst()) !== undefined
}

export async function openSession(
  tx: Tx,
  input: { id: string; userId: string; tokenHash: string; device: string; address: string; expiresAt: number; passwordHash: string | undefined },
): Promise<void> {
  const user = await tx.db.selectFrom('users').select(['deactivated_at']).where('id', '=', input.userId).executeTakeFirst()
  if (!user || user.deactivated_at !== null) throw new ChatError('unauthenticated', 'That account and password do not fit')
  if (input.passwordHash !== undefined) await tx.db.updateTable('users').set({ password_hash: input.passwordHash }).where('id', '=', input.userId).execute()
  await tx.db
    .insertInto('sessions')
    .values({
      id: input.id,
      user_id: input.userId,
      token_hash: input.tokenHash,
      device: input.device,
      address: input.address,
      created_at: tx.now,
      last_used_at: tx.now,
      expires_at: input.expiresAt,
      revoked_at: null,
    })
    .execute()
}

export interface SignedIn {
  sessionId: string
  user: User
  lastUsedAt: number
  expiresAt: number
}

const signed = prepared<{ tokens: string; now: number }, SignedRow>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ token_hash: string }>({ token_hash: 'text' }, p('tokens')))
    .leftJoin('sessions as s', 's.token_hash', 'r.token_hash')
    .leftJoin('users as u', 'u.id', 's.user_id')
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', p('now'))
    .where('u.deactivated_at', 'is', null)
    .selectAll('u')
    .select(['s.id as session_id', 's.token_hash', 's.last_used_at', 's.expires_at'])
    .$castTo<SignedRow>()
    .compile(),
)

type SignedRow = Selectable<UsersTable> & { session_id: string; token_hash: string; last_used_at: number; expires_at: number }
interface ByToken {
  tokenHash: string
  idleMs: number
}

/** Whose tokens these are, if their sessions still stand. */
export async function sessionsBy(view: View, inputs: readonly ByToken[]): Promise<(SignedIn | null)[]> {
  const tokens = JSON.stringify(inputs.map(({ tokenHash }) => ({ token_hash: tokenHash })))
  const rows = present(await signed(view, { tokens, now: view.now }), 'id')
  const known = new Map(rows.map((row) => [row.token_hash, row]))
  return inputs.map(({ tokenHash, idleMs }) => {
    const row = known.get(tokenHash)
    if (!row || row.last_used_at <= view.now - idleMs) return null
    return { sessionId: row.session_id, user: toUser(row), lastUsedAt: row.last_used_at, expiresAt: row.expires_at }
  })
}

/** Which of these sessions still stand: asked again for every open socket. */
export async function standing(view: View, input: { sessionIds: readonly string[]; idleMs: number }): Promise<string[]> {
  const rows = await view.db
    .selectFrom('sessions as s')
    .innerJoin('users as u', 'u.id', 's.user_id')
    .where('s.id', 'in', input.sessionIds)
    .where('s.revoked_at', 'is', null)
    .where('s.expires_at', '>', view.now)
    .where('s.last_used_at', '>', view.now - input.idleMs)
    .where('u.deactivated_at', 'is', null)
    .select('s.id')
    .execute()
  return rows.map((row) => row.id)
}

type Seen = { id: string; address: string }

export async function touchSessions(tx: Tx, input: { sessions: readonly Seen[] }): Promise<void> {
  await tx.dialect.lockRows(
    tx,
    'sessions',
    input.sessions.map(({ id }) => id),
  )
  await tx.db
    .updateTable('sessions')
    .from(tx.dialect.rows<Seen>({ id: 'text', address: 'text' }, JSON.stringify(input.sessions)))
    .set((eb) => ({ last_used_at: tx.now, address: eb.ref('r.address') }))
    .whereRef('sessions.id', '=', 'r.id')
    .execute()
}

export async function sessions(view: View, input: { userId: string; currentId: string; idleMs: number }): Promise<Session[]> {
  const rows = await view.db
    .selectFrom('sessions')
    .selectAll()
    .where('user_id', '=', input.userId)
    .where('revoked_at', 'is', null)
    .where('expires_at', '>', view.now)
    .where('last_used_at', '>', view.now - input.idleMs)
    .orderBy('last_used_at', 'desc')
    .limit(100)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    createdAt: row.created_at,
    lastUsedAt: row.last_used_at,
    expiresAt: row.expires_at,
    device: row.device,
    address: row.address,
    current: row.id === input.currentId,
  }))
}

/** Ends sessions of one person: one of them, or all but one. */
export async function revoke(tx: Tx, input: { userId: string; which: { sessionId: string } | { besides: string } }): Promise<number> {
  const open = tx.db.updateTable('sessions').set({ revoked_at: tx.now }).where('user_id', '=', input.userId).where('revoked_at', 'is', null)
  const query = 'sessionId' in input.which ? open.where('id', '=', input.which.sessionId) : open.where('id', '!=', input.which.besides)
  const ended = await query.returning('id').execute()
  if (ended.length > 0) tx.changes.push({ to: 'hub', signedOut: { userId: input.userId, sessionIds: ended.map((row) => row.id) } })
  return ended.length
}

/** A new password ends every other session. */
export async function changePassword(tx: Tx, input: { userId: string; sessionId: string; passwordHash: string }): Promise<void> {
  await tx.db.updateTable('users').set({ password_hash: input.passwordHash }).where('id', '=', input.userId).execute()
  await revoke(tx, { userId: input.userId, which: { besides: input.sessionId } })
}
