import { parseArgs } from 'node:util'
import type { DialectName } from './load/dialects.ts'
import { workloads } from './load/workloads.ts'
import { describeMachine } from './machine.ts'
import { measure, type Pace, type Result } from './measure.ts'
import { tableOf, writeReport } from './report.ts'

/**
 * `npm run bench [-- --quick]`: our server and two well-known ones in one run, on this machine.
 * `--only parley,ws`, `--workload "one room of 100"`, `--profile <folder>` (profiles of our own server), `--no-write` (leave docs/ alone).
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'parley,ws,socketio' },
    workload: { type: 'string', default: '' },
    profile: { type: 'string' },
    'no-write': { type: 'boolean', default: false },
  },
})
const pace: Pace = {
  ...(values.quick ? { runs: 1, seconds: 1.5, warmUpSeconds: 0.5 } : { runs: 3, seconds: 3, warmUpSeconds: 1.5 }),
  flags: values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`],
}
const targets = (['parley', 'ws', 'socketio'] as const satisfies DialectName[]).filter((name) => values.only.split(',').includes(name))

const results: Result[] = []
for (const workload of workloads.filter(({ name }) => name.includes(values.workload))) {
  for (const target of targets) {
    const result = await measure(target, workload, pace)
    results.push(result)
    console.error(
      `${workload.name}, ${target}: ${Math.round(result.closed.messages)} messages/s, ${Math.round(result.closed.deliveries)} deliveries/s, lost ${result.lost}`,
    )
  }
}
const said = tableOf(results, { machine: describeMachine(), runs: pace.runs, seconds: pace.seconds })
console.log(said)
if (!values['no-write'] && !values.quick && targets.length === 3 && values.workload === '') writeReport(said, results)
if (results.some(({ lost }) => lost > 0)) process.exitCode = 1
