import { join } from 'node:path'
import { claimPort } from '../../port.ts'
import { Chance } from '../../random.ts'
import { pause, temporaryFolder } from '../../server.ts'
import { integrityOf } from '../integrity.ts'
import { populate } from './crowd.ts'
import { Faults } from './faults.ts'
import { judge } from './judge.ts'
import { Ledger, type Written } from './ledger.ts'
import { World } from './world.ts'

export interface CrashOptions {
  kills: number
  seed: number
  /** Hears what goes on, in a line each. */
  say?(line: string): void
}

export interface Verdict extends Written {
  kills: number
  /** Acknowledged a second, counted while the server was up. */
  perSecond: number
  seconds: number
}

/** How fast each kind of client writes, a lane; socket writers have two lanes. */
const PACE = { socket: 24, rest: 18, sdk: 5 }

/** Kills the real server again and again while twenty clients write, and holds what they were promised against what is there. */
export async function crash({ kills, seed, say = () => {} }: CrashOptions): Promise<Verdict> {
  const startedAt = performance.now()
  const chance = new Chance(seed)
  using folder = temporaryFolder('crash')
  const world = await World.open({ port: await claimPort(), dataDir: folder.path })
  const ledger = new Ledger(new Faults())
  try {
    const { town } = world
    const urlOf = (): string => world.url
    const pace =
      (kind: keyof typeof PACE, own: Chance): (() => Promise<void>) =>
      () =>
        pause((own.next() * 2_000) / PACE[kind])
    using work = populate({ town, ledger, chance: chance.fork(), urlOf, pace })
    for (let kill = 1; kill <= kills; kill++) {
      await pause(chance.between(60, 2_800))
      await world.crash(chance)
      if (kill % 5 === 0) say(`${kill} of ${kills} kills, ${ledger.acked} acknowledged, ${ledger.faults.examples.length} faults seen on the way`)
    }
    await pause(1_000)
    await work.stop()
    await world.crash(chance)
    const { upMs } = world
    await judge({ town, urlOf, collapses: false }, ledger, work.residents)
    checkFile(folder.path, ledger.faults)
    const { written } = ledger
    return { ...written, kills: kills + 1, perSecond: (written.acked / upMs) * 1_000, seconds: (performance.now() - startedAt) / 1_000 }
  } finally {
    await world.close()
  }
}

function checkFile(dataDir: string, faults: Faults): void {
  const said = integrityOf(join(dataDir, 'parley.sqlite'))
  if (said !== 'ok') faults.note('lost', `integrity_check: ${said}`)
}
