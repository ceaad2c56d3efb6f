import { randomBytes } from 'node:crypto'
import type { Kysely } from 'kysely'
import { Migrator } from 'kysely/migration'
import { uuidv7 } from 'uuidv7'
import type { DialectParts } from './dialect.ts'
import { assertOpen } from './fence.ts'
import { first } from './migrations/0001-first.ts'
import { fence } from './migrations/0002-fence.ts'
import { marks } from './migrations/0003-marks.ts'
import { reactions } from './migrations/0003-reactions.ts'
import { threads } from './migrations/0004-threads.ts'
import { mentions } from './migrations/0005-mentions.ts'
import { preferences } from './migrations/0005-preferences.ts'
import { ways } from './migrations/0005-ways.ts'
import { later } from './migrations/0006-later.ts'
import { people } from './migrations/0007-people.ts'
import { emoji } from './migrations/0008-emoji.ts'
import { insertChannel } from './ops/channels.ts'
import { openScope, tick } from './scopes.ts'
import type { Identity } from './store.ts'
import type { Tables } from './tables.ts'

const migrations: Record<string, (db: Kysely<unknown>, dialect: DialectParts) => Promise<void>> = {
  '0001-first': first,
  '0002-fence': fence,
  '0003-marks': marks,
  '0003-reactions': reactions,
  '0004-threads': threads,
  '0005-mentions': mentions,
  '0005-preferences': preferences,
  '0005-ways': ways,
  '0006-later': later,
  '0007-people': people,
  '0008-emoji': emoji,
}

/** The names of all migrations: which tables these are. */
export const schemaVersion: readonly string[] = Object.keys(migrations)

/** Forward only, in order, under Kysely's migration lock. */
export async function migrate(db: Kysely<Tables>, dialect: DialectParts): Promise<void> {
  const migrator = new Migrator({
    db,
    // None depends on a neighbour: which of them a database has seen first does not matter.
    allowUnorderedMigrations: true,
    provider: {
      getMigrations: async () => Object.fromEntries(Object.entries(migrations).map(([name, up]) => [name, { up: (at: Kysely<unknown>) => up(at, dialect) }])),
    },
  })
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

/** The name of a history that no client has seen. */
export const newEpoch = (): string => randomBytes(9).toString('base64url')

/** The workspace with its #general, from the first start on; and which database this is. Throws where it must not be served. */
export async function identify(db: Kysely<Tables>, dialect: DialectParts): Promise<Identity> {
  await assertOpen(db)
  const known = await db.selectFrom('workspace').selectAll().executeTakeFirst()
  if (known) return { workspaceId: known.id, epoch: known.epoch, defaultChannelId: known.default_channel_id }
  const tx = { db, dialect, now: Date.now(), changes: [] }
  const identity = { workspaceId: uuidv7(), epoch: newEpoch(), defaultChannelId: uuidv7() }
  await openScope(tx, identity.workspaceId)
  const rev = await tick(tx, identity.workspaceId)
  await db
    .insertInto('workspace')
    .values({
      id: identity.workspaceId,
      epoch: identity.epoch,
      name: 'Parley',
      registration: 'open',
      default_channel_id: identity.defaultChannelId,
      created_at: tx.now,
      rev,
    })
    .execute()
  await insertChannel(tx, { id: identity.defaultChannelId, kind: 'public', name: 'general', topic: 'Everybody is here. Say hello.', created_by: null })
  return identity
}
