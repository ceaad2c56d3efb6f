import { parseArgs } from 'node:util'
import { describeMachine } from '../machine.ts'
import { prove } from './moving/run.ts'

/** `npm run proof:moving [-- --messages 1000000 --seed 7]`: a workspace is backed up under load, restored, and moved there and back under a client that stays. */
const { values } = parseArgs({
  options: { messages: { type: 'string', default: '1000000' }, seed: { type: 'string', default: String(Date.now() % 1_000_000) } },
})

console.log(`Moving house with ${values.messages} messages (seed ${values.seed}) on ${describeMachine()}`)
const { steps, wrong } = await prove({ messages: Number(values.messages), seed: Number(values.seed), say: (line) => console.log(line) })
for (const { name, took, told } of steps) {
  console.log(`\n${name}: ${took.seconds.toFixed(1)} s${took.mib === undefined ? '' : `, ${took.mib} MiB of memory at most`}; ${told}`)
  for (const line of took.said) console.log(`  ${line}`)
}
console.log(
  wrong.length === 0 ? '\nThe client that stayed shows what a fresh one shows, and never started over. Nothing is wrong.' : `\nWRONG:\n  ${wrong.join('\n  ')}`,
)
process.exit(wrong.length === 0 ? 0 : 1)
