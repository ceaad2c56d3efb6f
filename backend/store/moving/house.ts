import type { Kysely } from 'kysely'
import type { At } from '../dialect.ts'
import { readFence, reasonOfFence } from '../fence.ts'
import type { Tables } from '../tables.ts'

/** A database that a workspace moves out of or into, held by this process alone; or one that is only looked at. */
export interface House extends AsyncDisposable {
  /** Where it is, as far as it may be shown. */
  readonly place: string
  /** Throws in words while a server works on it. */
  assertUnserved(): Promise<void>
  /** Reads in one snapshot, however long it takes. */
  look<T>(work: (db: Kysely<Tables>) => Promise<T>): Promise<T>
  /** One transaction, durable when this resolves. */
  write<T>(work: (at: At) => Promise<T>): Promise<T>
  /** One transaction of many that nobody waits for: durable when the next `write` is. */
  put(work: (at: At) => Promise<void>): Promise<void>
}

/** What a person must change before this can go on: nothing was written. */
export class Refusal extends Error {
  override name = 'Refusal'
}

export const workspaceOf = (db: Kysely<Tables>) => db.selectFrom('workspace').select(['id', 'name', 'epoch']).executeTakeFirst()

/** For a way in: there must be nothing to lose. Half of what came before is nothing, and so is a workspace that moved away from here. */
export async function assertVacant(house: House, workspaceId: string): Promise<void> {
  const { fence, workspace } = await house.look(async (db) => ({ fence: await readFence(db), workspace: await workspaceOf(db) }))
  if (fence?.why === 'filling') return
  if (fence?.why === 'moved' && workspace?.id === workspaceId) return
  if (fence) throw new Refusal(`${house.place} cannot be filled: ${reasonOfFence(fence)}.`)
  if (workspace)
    throw new Refusal(`${house.place} holds the workspace "${workspace.name}" already, and is left as it is. Name an empty database, or an empty folder.`)
}
