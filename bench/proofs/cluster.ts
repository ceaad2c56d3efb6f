import { parseArgs } from 'node:util'
import type { Figures } from './cluster/delays.ts'
import { type Sabotage, sabotages } from './cluster/ground.ts'
import { cluster, type Verdict } from './cluster/run.ts'
import { type Trouble, troubles } from './cluster/troubles.ts'
import { kinds } from './crash/faults.ts'

/**
 * `npm run proof:cluster [-- --seed 7 --kills 50 --nats 20 …]`: exit code 0 only when nothing was lost, doubled, inverted, leaked or stale,
 * the load was what it should be, and the delays stayed within their goals. `--sabotage blind` (careless, leaky): nodes that break a promise.
 */
const defaults = {
  seed: Date.now() % 1_000_000,
  kills: 50,
  nats: 20,
  postgres: 5,
  pauses: 10,
  'pause-seconds': 20,
  cuts: 5,
  'cut-seconds': 25,
  'bell-seconds': 60,
  failpoints: 50,
  'per-second': 240,
}
const options: Record<string, { type: 'string' }> = Object.fromEntries([...Object.keys(defaults), 'sabotage'].map((name) => [name, { type: 'string' }]))
const { values } = parseArgs({ options })

function number(name: keyof typeof defaults): number {
  const value = Number(values[name] ?? defaults[name])
  const least = name === 'per-second' ? 1 : 0
  if (!Number.isInteger(value) || value < least) throw new Error(`--${name} must be a whole number from ${least} on, not ${values[name]}`)
  return value
}

function sabotageOf(name: string | undefined): Sabotage | undefined {
  if (name === undefined || name in sabotages) return name as Sabotage | undefined
  throw new Error(`--sabotage must be one of ${Object.keys(sabotages).join(', ')}, not ${name}`)
}

const ENOUGH_PER_SECOND = 200
/** Milliseconds that 99 of 100 messages stay below. */
const goals: Partial<Record<Trouble, number>> = { bells: 1_500, nats: 500 }
const FAILPOINT_GOAL_MS = 1_500

const row = (name: string, { count, p50, p99, max }: Figures): string =>
  `  ${name.padEnd(10)} ${String(count).padStart(8)} ${[p50, p99, max].map((ms) => (Number.isNaN(ms) ? '–' : ms.toFixed(0)).padStart(8)).join('')}`

function report(verdict: Verdict): string {
  const { acked, perSecond, repeated, edits, deletes, removals, withheld, faults, seconds, counts, bells, delays } = verdict
  return [
    `${seconds.toFixed(0)} s, 30 clients (12 socket, 9 REST, 9 SDK) spread over 3 nodes, seed ${number('seed')}`,
    ...Object.entries(troubles).map(([trouble, meaning]) => `${trouble.padEnd(11)} ${String(counts[trouble as Trouble]).padEnd(6)} ${meaning}`),
    `            of ${bells.brought} bells ${bells.dropped} dropped, ${bells.doubled} doubled, ${bells.reordered} reordered`,
    `load        ${perSecond.toFixed(0)} acknowledged a second while there was a database; ${repeated} requests repeated with the same id`,
    `            ${edits} edits, ${deletes} deletions, ${removals} removals (${withheld} rows committed behind the back of who was removed)`,
    'delay to the last receiver on a living node, in ms, by what was wrong meanwhile',
    '             messages     p50     p99     max',
    ...[...delays].map(([trouble, figures]) => row(trouble, figures)),
    'apart, each receiver for itself: who came back, from then; who is on a node that is paused or cut off, or was, from then on',
    row('came back', verdict.cameBack),
    row('harmed', verdict.onHarmed),
    'failpoint: from before the first try to the last listener at another node, in a channel where nothing else is said',
    row('failpoint', verdict.failpoints),
    `acked       ${acked}`,
    ...Object.entries(kinds).map(([kind, meaning]) => `${kind.padEnd(11)} ${String(faults.counts[kind as keyof typeof kinds]).padEnd(6)} ${meaning}`),
    ...faults.examples.map((example) => `  ${example.slice(0, 400)}`),
  ].join('\n')
}

/** What the run did not reach, in words. */
function missed({ perSecond, delays, failpoints }: Verdict): string[] {
  const late = Object.entries(goals).filter(([trouble, goal]) => (delays.get(trouble as Trouble)?.p99 ?? 0) > goal)
  return [
    ...(perSecond < ENOUGH_PER_SECOND ? [`The load was below ${ENOUGH_PER_SECOND} a second: this run proves less than it should.`] : []),
    ...late.map(([trouble, goal]) => `One message in a hundred took longer than ${goal} ms: ${trouble}.`),
    ...(failpoints.max > FAILPOINT_GOAL_MS ? [`What a dead node had committed took others longer than ${FAILPOINT_GOAL_MS} ms.`] : []),
  ]
}

const verdict = await cluster({
  seed: number('seed'),
  kills: number('kills'),
  nats: number('nats'),
  postgres: number('postgres'),
  pauses: number('pauses'),
  pauseSeconds: number('pause-seconds'),
  cuts: number('cuts'),
  cutSeconds: number('cut-seconds'),
  bellSeconds: number('bell-seconds'),
  failpoints: number('failpoints'),
  perSecond: number('per-second'),
  sabotage: sabotageOf(values.sabotage),
  say: (line) => console.log(line),
})
console.log(report(verdict))
for (const line of missed(verdict)) console.log(line)
process.exit(verdict.faults.none && missed(verdict).length === 0 ? 0 : 1)
