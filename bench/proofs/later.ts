import { parseArgs } from 'node:util'
import { later } from './later/run.ts'

/** `npm run proof:later [-- --kills 50 --seed 7]`: whoever holds a scheduled message or a reminder dies with it; it happens once all the same. */
const { values } = parseArgs({ options: { kills: { type: 'string', default: '50' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } } })
const seed = Number(values.seed)

console.log(`Killing who holds what is due ${values.kills} times, three nodes (seed ${seed}: it repeats the choices, not the scheduler's)`)
const { kills, seconds, late, wrong } = await later({ kills: Number(values.kills), seed, say: (line) => console.log(line) })
const sorted = late.toSorted((a, b) => a - b)
console.log(`${kills} SIGKILLs in ${seconds.toFixed(0)} s; ${kills} messages and ${kills} reminders were due`)
console.log(`after its time, lease 1 s: median ${sorted[Math.floor(sorted.length / 2)]} ms, latest ${sorted.at(-1)} ms`)
console.log(wrong.length === 0 ? 'Each happened once.' : wrong.join('\n'))
process.exit(wrong.length === 0 ? 0 : 1)
