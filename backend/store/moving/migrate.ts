import { randomUUID } from 'node:crypto'
import { closeFence, openFence, readFence, reasonOfFence } from '../fence.ts'
import { newEpoch } from '../migrate.ts'
import { partNames } from '../parts.ts'
import type { FenceTable } from '../tables.ts'
import { type Address, openHouse } from './address.ts'
import { compare } from './compare.ts'
import { copy } from './copy.ts'
import { assertVacant, type House, Refusal, workspaceOf } from './house.ts'
import { rowsOf } from './rows.ts'
import { type Counts, countsOf, type Told } from './told.ts'

export interface Moved {
  from: string
  to: string
  counts: Counts
}

/**
 * Moves a workspace to another database: the same rows, clocks, sessions and epoch, so that clients resume there. The source
 * is fenced first, and the target opened last, after each of its rows was compared. At no moment do both serve. What is
 * interrupted is begun again by the same call; what fails leaves the source as it was.
 */
export async function migrate(source: Address, target: Address, told: Told): Promise<Moved> {
  if (isSame(source, target)) throw new Refusal('It is there already: the workspace would move to where it is.')
  await using from = await openHouse(source, { exists: true })
  await using to = await openHouse(target, { exists: false })
  const before = await assertMovable(from, to)
  const fence = { move: before?.move ?? randomUUID(), at: Date.now() }
  // Once "moved" it stays so: the target may have been opened by then.
  if (before?.why !== 'moved') await from.write((at) => closeFence(at, { ...fence, why: 'moving', place: to.place }))
  try {
    await clear(to, { ...fence, why: 'filling', place: from.place })
    const counts = await fill(from, to, told)
    await from.write((at) => closeFence(at, { ...fence, why: 'moved', place: to.place }))
    await to.write(openFence)
    return { from: from.place, to: to.place, counts }
  } catch (failure) {
    await reopen(from)
    throw failure
  }
}

/** Gives a move up. A source whose target was perhaps opened goes back in time by that, and gets a new epoch (C15). */
export async function undo(source: Address): Promise<{ place: string; epoch: 'kept' | 'new' }> {
  await using from = await openHouse(source, { exists: true })
  await from.assertUnserved()
  return await from.write(async (at) => {
    const fence = await readFence(at.db)
    if (!fence) throw new Refusal(`Nothing is to be undone: ${from.place} has not moved.`)
    if (fence.why === 'filling') throw new Refusal(`This cannot be undone here: ${reasonOfFence(fence)}.`)
    if (fence.why === 'moved') await at.db.updateTable('workspace').set({ epoch: newEpoch() }).execute()
    await openFence(at)
    return { place: from.place, epoch: fence.why === 'moved' ? 'new' : 'kept' }
  })
}

const isSame = (one: Address, other: Address): boolean =>
  (one.kind === 'sqlite' && other.kind === 'sqlite' && one.folder === other.folder) ||
  (one.kind === 'postgres' && other.kind === 'postgres' && one.url === other.url)

/** Both ends as they must be before anything is written; answers how the source is fenced already. */
async function assertMovable(from: House, to: House): Promise<FenceTable | undefined> {
  const { fence, workspace } = await from.look(async (db) => ({ fence: await readFence(db), workspace: await workspaceOf(db) }))
  if (fence?.why === 'filling') throw new Refusal(`${from.place} cannot be moved: ${reasonOfFence(fence)}.`)
  if (!workspace) throw new Refusal(`There is no workspace in ${from.place}.`)
  if (fence?.why === 'moved') await assertUnfinished(fence, from, to)
  await assertVacant(to, workspace.id)
  for (const end of [from, to]) await end.assertUnserved()
  return fence
}

/** What moved may move again only into the same target while that never opened: otherwise there would be two of it. */
async function assertUnfinished({ move, ...fence }: FenceTable, from: House, to: House): Promise<void> {
  const there = await to.look(readFence)
  if (there?.why === 'filling' && there.move === move) return
  throw new Refusal(`The workspace in ${from.place} is not there any more: ${reasonOfFence({ move, ...fence })}.`)
}

/** From here on the target is nothing until it is whole. */
const clear = (to: House, fence: FenceTable): Promise<void> =>
  to.write(async (at) => {
    await closeFence(at, fence)
    await at.dialect.clear(at.db, partNames)
  })

const fill = (from: House, to: House, told: Told): Promise<Counts> =>
  from.look(async (db) => {
    const source = rowsOf(db)
    const counts = await countsOf(source)
    await copy(source, to, counts, told)
    await to.look((there) => compare(source, rowsOf(there), counts, told))
    return counts
  })

/** A move that failed before its target could open never happened. If this fails too, the fence says what to do. */
const reopen = (from: House): Promise<void> =>
  from
    .write(async (at) => {
      if ((await readFence(at.db))?.why === 'moving') await openFence(at)
    })
    .catch(() => {})
