import { Chance } from '../../random.ts'
import { pause } from '../../server.ts'
import { populate } from '../crash/crowd.ts'
import { Faults } from '../crash/faults.ts'
import { judge } from '../crash/judge.ts'
import { Ledger, type Written } from '../crash/ledger.ts'
import type { Resident } from '../crash/residents.ts'
import { settleTown, type Town, writersOf } from '../crash/town.ts'
import { Delays, type Figures, figuresOf } from './delays.ts'
import { failpoint } from './failing.ts'
import { Ground, type Sabotage } from './ground.ts'
import { pacer } from './pacer.ts'
import { acts, orderOf, type Plan } from './plan.ts'
import { Spans, type Trouble } from './troubles.ts'

export interface ClusterOptions extends Plan {
  seed: number
  /** Messages a second that are due. */
  perSecond: number
  sabotage?: Sabotage | undefined
  /** Hears what goes on, in a line each. */
  say?(line: string): void
}

export interface Verdict extends Written {
  seconds: number
  counts: Record<Trouble, number>
  /** Acknowledged a second, counted while there was a PostgreSQL. */
  perSecond: number
  bells: { brought: number; dropped: number; doubled: number; reordered: number }
  /** To the last receiver on a living node, by what was wrong. */
  delays: Map<Trouble | 'calm', Figures>
  /** To receivers who came back, and to those on a node that was paused or cut off. */
  cameBack: Figures
  onHarmed: Figures
  /** From before the first try until the last listener elsewhere heard what a dead node had committed. */
  failpoints: Figures
}

const names = {
  socket: ['Ada', 'Ben', 'Cleo', 'Dag', 'Edda', 'Finn', 'Greta', 'Hugo', 'Ines', 'Jan', 'Kim', 'Liv'],
  rest: ['Ida', 'Jon', 'Kaja', 'Lars', 'Mina', 'Nils', 'Odd', 'Pia', 'Rolf'],
  sdk: ['Olga', 'Per', 'Runa', 'Sven', 'Tove', 'Ulf', 'Vilde', 'Yngve', 'Zoe'],
}

/** Does everything to three nodes and what they stand on while thirty clients write, and holds what was promised against what is there. */
export async function cluster(options: ClusterOptions): Promise<Verdict> {
  const chance = new Chance(options.seed)
  await using ground = await Ground.start(chance.fork(), options.sabotage)
  const town = await settle(ground)
  const listeners = [...town.socketPeople, ...town.sdkPeople].flatMap((person) => {
    const front = ground.fronts.get(person.id)
    return front ? [[person.id, front] as const] : []
  })
  const delays = new Delays([...town.publicIds, ...town.quietIds], new Map(listeners))
  const ledger = new Ledger(new Faults(), delays)
  const turn = pacer(options.perSecond)
  using work = populate({ town, ledger, chance: chance.fork(), urlOf: ground.urlOf, pace: () => turn })
  const startedAt = performance.now()
  const spans = new Spans()
  await pause(2_500)
  const failpoints = await trouble(options, { ground, town, ledger, delays, spans, chance })
  await pause(1_000)
  await work.stop()
  delays.end()
  const seconds = (performance.now() - startedAt) / 1_000
  await settled(ground, town, ledger, work.residents)
  return verdictOf({ ground, ledger, delays, spans, failpoints, seconds })
}

async function settle(ground: Ground): Promise<Town> {
  const [first] = ground.nodes
  const town = await settleTown(first?.url ?? '', names, ['jetty'])
  await ground.openFronts([...writersOf(town), town.owner])
  return town
}

interface Scene {
  ground: Ground
  town: Town
  ledger: Ledger
  delays: Delays
  spans: Spans
  chance: Chance
}

/** One trouble after another; answers how long it took until others heard what dead nodes had committed. */
async function trouble(options: ClusterOptions, scene: Scene): Promise<number[]> {
  const { ground, town, ledger, spans, chance } = scene
  const failpoints: number[] = []
  const order = orderOf(options, chance.fork())
  for (const [at, kind] of order.entries()) {
    await spans.during(kind, async () => {
      if (kind === 'failpoint') failpoints.push(await failpoint({ ...scene, owner: town.owner, channelId: town.quietIds[0] ?? '' }))
      else await acts[kind](ground, options, chance)
      await ground.whole()
    })
    ground.comeHome()
    options.say?.(`${at + 1} of ${order.length}: ${kind}; ${ledger.acked} acknowledged, ${ledger.faults.examples.length} faults seen on the way`)
    await pause(chance.between(100, 1_500))
  }
  return failpoints
}

/** A last crash of the database, then the comparison. */
async function settled(ground: Ground, town: Town, ledger: Ledger, residents: readonly Resident[]): Promise<void> {
  await ground.postgres.stop('immediate')
  await ground.postgres.run()
  await ground.whole()
  await judge({ town, urlOf: ground.urlOf, collapses: true }, ledger, residents)
}

interface Outcome extends Omit<Scene, 'town' | 'chance'> {
  failpoints: number[]
  seconds: number
}

function verdictOf({ ground, ledger, delays, spans, failpoints, seconds }: Outcome): Verdict {
  const { written } = ledger
  const done = ground.nodes.map(({ disturbance }) => disturbance.done)
  const sum = (what: keyof Verdict['bells']): number => done.reduce((all, each) => all + each[what], 0)
  const count = (kind: Trouble): number => spans.all.filter(({ trouble }) => trouble === kind).length
  return {
    ...written,
    seconds,
    counts: {
      kill: count('kill'),
      nats: count('nats'),
      postgres: count('postgres'),
      pause: count('pause'),
      bells: count('bells'),
      cutBell: count('cutBell'),
      cutStore: count('cutStore'),
      failpoint: count('failpoint'),
    },
    perSecond: written.acked / (seconds - spans.ms('postgres') / 1_000),
    bells: { brought: sum('brought'), dropped: sum('dropped'), doubled: sum('doubled'), reordered: sum('reordered') },
    delays: delays.by(spans),
    cameBack: figuresOf(delays.cameBack),
    onHarmed: figuresOf(delays.onHarmed),
    failpoints: figuresOf(failpoints),
  }
}
