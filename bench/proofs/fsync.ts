import { parseArgs } from 'node:util'
import { isLogSync } from './fsync/trace.ts'
import { traceOf } from './fsync/traced.ts'
import { holds, type Story, storiesOf } from './fsync/verdict.ts'
import { has, isRoot, notRun, run } from './not-run.ts'

/** `npm run proof:fsync [-- --messages 200]`: for each message, the log was synced before one byte about it left for anybody. */
const { values } = parseArgs({ options: { messages: { type: 'string', default: '200' } } })

if (process.platform !== 'linux') notRun('strace is there on Linux only')
if (!has('strace') && isRoot()) run('apt-get', ['install', '-y', '--no-install-recommends', 'strace'])
if (!has('strace')) notRun('strace is not installed (apt-get install strace)')
if (!run('strace', ['-e', 'trace=write', 'true']).ok) notRun('strace may not trace here (ptrace is refused)')

const ms = (seconds: number): string => (seconds * 1_000).toFixed(2).padStart(8)
const median = (numbers: readonly number[]): number => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN

function row({ marker, written, synced, told }: Story): string {
  if (!written || !synced || !told) return `${marker.slice(0, 14)}  not seen in the trace: written ${written?.line}, synced ${synced?.line}, told ${told?.line}`
  const sync = `${synced.name} line ${synced.line}, thread ${synced.thread}`
  return `${marker.slice(0, 14)}  +0.00  ${ms(synced.start - written.start)} ${ms(synced.end - written.start)} ${ms(told.start - written.start)}   ${sync} → line ${told.line}, thread ${told.thread}`
}

const { calls, markers } = await traceOf(Number(values.messages))
const stories = storiesOf(calls, markers)
const good = stories.filter(holds)
// The same question to the same trace without its syncs: a check that cannot fail proves nothing.
const control = storiesOf(
  calls.filter((call) => !isLogSync(call)),
  markers,
).filter(holds)
const margins = good.map(({ synced, told }) => (told?.start ?? 0) - (synced?.end ?? 0))

console.log('Milliseconds since the row was written to the log: sync begins, sync is back, first bytes about it leave')
for (const story of stories.slice(0, 10)) console.log(row(story))
console.log(`… ${Math.max(0, stories.length - 10)} more\n`)
console.log(`acknowledged                                    ${markers.length}`)
console.log(`synced before the first byte about it left      ${good.length}`)
console.log(`not so                                          ${stories.length - good.length}`)
console.log(`commits (syncs of the log)                      ${new Set(good.map(({ synced }) => synced?.line)).size} for these messages`)
console.log(
  `from the sync's return to the first byte        median${ms(median(margins))} ms, least${ms(Math.min(...margins))} ms (under strace, which slows everything)`,
)
console.log(`control: the same trace with its syncs left out ${control.length} of ${markers.length} would hold`)
for (const story of stories.filter((each) => !holds(each)).slice(0, 5)) console.log(`  FAILED ${row(story)}`)
process.exit(markers.length > 0 && good.length === stories.length && control.length === 0 ? 0 : 1)
