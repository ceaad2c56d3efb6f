import { parseArgs } from 'node:util'
import { later } from './later/run.ts'

/**
 * `npm run proof:later [-- --kills 50 --tellings 50 --seed 7]`: whoever holds a scheduled message or a reminder dies with it; it happens once all
 * the same. Whoever is about to push or to mail dies with that; it goes out all the same, and a repeat is known as one.
 */
const { values } = parseArgs({
  options: {
    kills: { type: 'string', default: '50' },
    tellings: { type: 'string', default: '50' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000) },
  },
})
const [kills, tellings, seed] = [Number(values.kills), Number(values.tellings), Number(values.seed)]

console.log(`Killing who holds what is due ${kills} times, and who tells of a message ${tellings} times, three nodes`)
console.log(`seed ${seed}: it repeats the choices, not the scheduler's`)
const { seconds, late, told, wrong } = await later({ kills, tellings, seed, say: (line) => console.log(line) })
const sorted = late.toSorted((a, b) => a - b)
console.log(`${kills + told.kills} SIGKILLs in ${seconds.toFixed(0)} s; ${kills} messages and ${kills} reminders were due`)
if (kills > 0) console.log(`after its time, lease 1 s: median ${sorted[Math.floor(sorted.length / 2)]} ms, latest ${sorted.at(-1)} ms`)
console.log(
  `${told.kills} messages to be told: ${told.pushes} pushes, ${told.repeats.pushes} of them repeats; ${told.mails} mails, ${told.repeats.mails} of them repeats`,
)
console.log(wrong.length === 0 ? 'Each deed happened once; none was told of too little, and repeats bear the same name.' : wrong.join('\n'))
process.exit(wrong.length === 0 ? 0 : 1)
