import { ChatError, type CustomEmoji, type DurableEvent, LIMITS } from '@parley/protocol'
import type { Selectable } from 'kysely'
import type { EmojiTable } from '../emoji-table.ts'
import { lock, tick } from '../scopes.ts'
import type { Tx, View } from '../tx.ts'

/** Pictures are read one by one, never with the rows. */
const COLUMNS = ['id', 'name', 'aliases', 'file', 'created_by', 'created_at', 'removed_at', 'rev'] as const
type Row = Pick<Selectable<EmojiTable>, (typeof COLUMNS)[number]>

const aliasesOf = ({ aliases }: Pick<Row, 'aliases'>): string[] => JSON.parse(aliases) as string[]

const toEmoji = (row: Row): CustomEmoji => ({
  id: row.id,
  name: row.name,
  aliases: aliasesOf(row),
  file: row.file,
  createdBy: row.created_by,
  createdAt: row.created_at,
  removed: row.removed_at !== null,
  rev: row.rev,
})

const rows = (view: View) => view.db.selectFrom('emoji').select(COLUMNS)
const standing = (view: View) => rows(view).where('removed_at', 'is', null)

/** All there are; their number is bounded. */
export async function list(view: View, _input: object): Promise<CustomEmoji[]> {
  return (await standing(view).orderBy('name').execute()).map(toEmoji)
}

/** Those that changed since a clock of the workspace, as events. */
export async function emojiSince(view: View, since: number): Promise<DurableEvent[]> {
  const changed = await rows(view)
    .where('rev', '>', since)
    .orderBy('rev')
    .limit(LIMITS.catchUpRows + 1)
    .execute()
  return changed.map((row) => ({ type: 'emoji.changed', rev: row.rev, emoji: toEmoji(row) }))
}

/** A picture in base64, by what it is called. */
export async function picture(view: View, { file }: { file: string }): Promise<string | null> {
  const found = await view.db.selectFrom('emoji').select('picture').where('file', '=', file).where('removed_at', 'is', null).executeTakeFirst()
  return found?.picture ?? null
}

/** That `:name:` is the first name of one. */
export async function assertCalled(view: View, emoji: string): Promise<void> {
  const found = await standing(view).where('name', '=', emoji.slice(1, -1)).executeTakeFirst()
  if (!found) throw new ChatError('invalid', `There is no emoji called ${emoji}`)
}

/** Locks the workspace's clock, and asks who wants this. */
async function ground(tx: Tx, userId: string) {
  const { id, emoji } = await tx.db.selectFrom('workspace').select(['id', 'emoji']).executeTakeFirstOrThrow()
  await lock(tx, id)
  const actor = await tx.db.selectFrom('users').select('role').where('id', '=', userId).executeTakeFirst()
  if (!actor || actor.role === 'guest') throw new ChatError('forbidden', 'Guests add no emoji')
  const isAdmin = actor.role === 'owner' || actor.role === 'admin'
  return { workspaceId: id, isAdmin, mayAdd: isAdmin || emoji === 'everyone' }
}

/** Under the workspace's lock: a name means one thing. `besides` is whose names they are. */
async function assertFree(tx: Tx, names: readonly string[], besides: string): Promise<void> {
  const all = await standing(tx).execute()
  if (!all.some(({ id }) => id === besides) && all.length >= LIMITS.customEmoji)
    throw new ChatError('forbidden', 'There are as many emoji as there may be; remove one first')
  const taken = new Set(all.flatMap((row) => (row.id === besides ? [] : [row.name, ...aliasesOf(row)])))
  const twice = names.find((name, at) => taken.has(name) || names.indexOf(name) < at)
  if (twice !== undefined) throw new ChatError('conflict', `The name :${twice}: is taken; choose another`)
}

function tell(tx: Tx, row: Row): CustomEmoji {
  const emoji = toEmoji(row)
  tx.changes.push({ to: 'workspace', event: { type: 'emoji.changed', rev: row.rev, emoji } })
  return emoji
}

interface Adding {
  userId: string
  id: string
  name: string
  aliases: readonly string[]
  file: string
  picture: string
}

/** Adding is safe to repeat with the same id by the same person. */
export async function add(tx: Tx, input: Adding): Promise<CustomEmoji> {
  const { workspaceId, mayAdd } = await ground(tx, input.userId)
  const existing = await rows(tx).where('id', '=', input.id).executeTakeFirst()
  if (existing) {
    const again = existing.created_by === input.userId && existing.name === input.name && (existing.removed_at !== null || existing.file === input.file)
    if (!again) throw new ChatError('conflict', 'This id was used for another emoji')
    return toEmoji(existing)
  }
  if (!mayAdd) throw new ChatError('forbidden', 'Only administrators add emoji here')
  await assertFree(tx, [input.name, ...input.aliases], input.id)
  const row: Row = {
    id: input.id,
    name: input.name,
    aliases: JSON.stringify(input.aliases),
    file: input.file,
    created_by: input.userId,
    created_at: tx.now,
    removed_at: null,
    rev: await tick(tx, workspaceId),
  }
  await tx.db
    .insertInto('emoji')
    .values({ ...row, picture: input.picture })
    .execute()
  return tell(tx, row)
}

/** One that this person may change: who added it, and administrators. */
async function changeable(tx: Tx, { userId, emojiId }: { userId: string; emojiId: string }) {
  const { workspaceId, isAdmin } = await ground(tx, userId)
  const row = await rows(tx).where('id', '=', emojiId).executeTakeFirst()
  if (!row) throw new ChatError('not_found', 'There is no such emoji')
  if (row.created_by !== userId && !isAdmin) throw new ChatError('forbidden', 'Only who added the emoji, or an administrator, may change it')
  return { workspaceId, row }
}

export async function change(tx: Tx, input: { userId: string; emojiId: string; aliases: readonly string[] }): Promise<CustomEmoji> {
  const { workspaceId, row } = await changeable(tx, input)
  const aliases = JSON.stringify(input.aliases)
  if (row.removed_at !== null || aliases === row.aliases) return toEmoji(row)
  await assertFree(tx, [row.name, ...input.aliases], row.id)
  const changed = { aliases, rev: await tick(tx, workspaceId) }
  await tx.db.updateTable('emoji').set(changed).where('id', '=', row.id).execute()
  return tell(tx, { ...row, ...changed })
}

/** The row stays as a state; the picture goes. */
export async function remove(tx: Tx, input: { userId: string; emojiId: string }): Promise<CustomEmoji> {
  const { workspaceId, row } = await changeable(tx, input)
  if (row.removed_at !== null) return toEmoji(row)
  const changed = { removed_at: tx.now, file: '', rev: await tick(tx, workspaceId) }
  await tx.db
    .updateTable('emoji')
    .set({ ...changed, picture: '' })
    .where('id', '=', row.id)
    .execute()
  return tell(tx, { ...row, ...changed })
}
