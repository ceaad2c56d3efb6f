import type { Chance } from '../../random.ts'
import { pause } from '../../server.ts'
import type { Ground } from './ground.ts'
import type { Node } from './node.ts'
import type { Trouble } from './troubles.ts'

/** How often each trouble comes, and how long those last that have a length. */
export interface Plan {
  kills: number
  nats: number
  postgres: number
  pauses: number
  pauseSeconds: number
  cuts: number
  /** At most; at least two fifths of it. */
  cutSeconds: number
  bellSeconds: number
  failpoints: number
}

/** The share of bells that are dropped, doubled, reordered. */
const BELL_SHARE = 0.05

/** All troubles of a plan in an order of chance. */
export function orderOf(plan: Plan, chance: Chance): Trouble[] {
  const counts: Record<Trouble, number> = {
    kill: plan.kills,
    nats: plan.nats,
    postgres: plan.postgres,
    pause: plan.pauses,
    bells: plan.bellSeconds > 0 ? 1 : 0,
    cutBell: plan.cuts,
    cutStore: plan.cuts,
    failpoint: plan.failpoints,
  }
  const all = Object.entries(counts).flatMap(([trouble, count]) => Array.from({ length: count }, () => trouble as Trouble))
  for (let last = all.length - 1; last > 0; last--) {
    const at = Math.floor(chance.next() * (last + 1))
    ;[all[last], all[at]] = [all[at] as Trouble, all[last] as Trouble]
  }
  return all
}

type Act = (ground: Ground, plan: Plan, chance: Chance) => Promise<void>

/** Each does its harm and takes it back. */
export const acts: Record<Exclude<Trouble, 'failpoint'>, Act> = {
  async kill({ nodes }, _plan, chance) {
    const node = chance.pick(nodes)
    await node.kill()
    await pause(chance.between(0, 400))
    await node.start()
  },
  async nats({ nats }, _plan, chance) {
    await nats.kill()
    await pause(chance.between(200, 2_500))
    await nats.start()
  },
  /** One in four is longer than the nodes keep their people. */
  async postgres({ postgres }, _plan, chance) {
    await postgres.stop('immediate')
    await pause(chance.next() < 0.25 ? 11_000 : chance.between(100, 4_000))
    await postgres.run()
  },
  async pause({ nodes }, { pauseSeconds }, chance) {
    const node = chance.pick(nodes)
    await harming(node, async () => {
      node.freeze()
      await pause(pauseSeconds * 1_000)
      node.thaw()
    })
  },
  async bells({ nodes }, { bellSeconds }) {
    for (const { disturbance } of nodes) disturbance.share = BELL_SHARE
    await pause(bellSeconds * 1_000)
    for (const { disturbance } of nodes) disturbance.share = 0
  },
  cutBell: (ground, plan, chance) => cutOff(chance.pick(ground.nodes), 'toNats', plan, chance),
  cutStore: (ground, plan, chance) => cutOff(chance.pick(ground.nodes), 'toStore', plan, chance),
}

async function cutOff(node: Node, way: 'toNats' | 'toStore', { cutSeconds }: Plan, chance: Chance): Promise<void> {
  await harming(node, async () => {
    node[way].cut(chance.pick(['closed', 'silent']))
    await pause(chance.between(0.4, 1) * cutSeconds * 1_000)
    node[way].mend()
  })
}

async function harming(node: Node, work: () => Promise<void>): Promise<void> {
  const harm = { from: performance.now(), until: Number.POSITIVE_INFINITY }
  node.harm = harm
  await work()
  harm.until = performance.now()
}
