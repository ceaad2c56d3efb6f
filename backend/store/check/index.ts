import { readFence, reasonOfFence } from '../fence.ts'
import { type Address, openHouse, openWitness } from '../moving/address.ts'
import { Refusal, workspaceOf } from '../moving/house.ts'
import { type Findings, findings } from './findings.ts'
import { repair } from './repair.ts'

export type { Findings } from './findings.ts'

/** Whether there is anything to mend. A hole is none: nobody knows what stood there. */
export const isWhole = ({ clocks, numbers, marks, counts }: Findings): boolean => [clocks, numbers, marks, counts].every((found) => found.length === 0)

/** Counts again what is told without being counted, also while a server runs. */
export async function check(address: Address): Promise<Findings> {
  await using there = await openWitness(address)
  return await there.look((db) => findings({ db }))
}

/** The same, and mends it. No server may run: what it holds of the clocks would be another. Answers what was mended. */
export async function mend(address: Address): Promise<Findings> {
  await using there = await openHouse(address, { exists: true })
  await there.assertUnserved()
  return await there.write(async (at) => {
    const fence = await readFence(at.db)
    if (fence) throw new Refusal(`${there.place} cannot be changed: ${reasonOfFence(fence)}.`)
    if (!(await workspaceOf(at.db))) throw new Refusal(`There is no workspace in ${there.place}.`)
    const found = await findings(at)
    await repair({ ...at, now: Date.now(), changes: [] }, found)
    return found
  })
}
