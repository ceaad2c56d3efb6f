import { parseArgs } from 'node:util'
import { kinds } from './crash/faults.ts'
import { crash, type Verdict } from './crash/run.ts'

/** `npm run proof:crash [-- --kills 50 --seed 7]`: exit code 0 only when nothing was lost, doubled, inverted, leaked or stale. */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } })
const kills = Number(values.kills)
const seed = Number(values.seed)
const ENOUGH_PER_SECOND = 200

function report(verdict: Verdict): string {
  const { acked, perSecond, repeated, edits, deletes, removals, withheld, faults, seconds } = verdict
  return [
    `${verdict.kills} SIGKILLs in ${seconds.toFixed(0)} s, 20 clients (8 socket, 6 REST, 6 SDK), seed ${seed}`,
    `load        ${perSecond.toFixed(0)} acknowledged a second while the server was up; ${repeated} requests repeated with the same id`,
    `            ${edits} edits, ${deletes} deletions, ${removals} removals (${withheld} rows committed behind the back of who was removed)`,
    `acked       ${acked}`,
    ...Object.entries(kinds).map(([kind, meaning]) => `${kind.padEnd(11)} ${String(faults.counts[kind as keyof typeof kinds]).padEnd(6)} ${meaning}`),
    ...faults.examples.map((example) => `  ${example.slice(0, 400)}`),
  ].join('\n')
}

console.log(`Killing the server ${kills} times (seed ${seed}: it repeats the choices, not the scheduler's)`)
const verdict = await crash({ kills, seed, say: (line) => console.log(line) })
console.log(report(verdict))
if (verdict.perSecond < ENOUGH_PER_SECOND) console.log(`The load was below ${ENOUGH_PER_SECOND} a second: this run proves less than it should.`)
process.exit(verdict.faults.none && verdict.perSecond >= ENOUGH_PER_SECOND ? 0 : 1)
