import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { arithmeticOf } from './cluster/arithmetic.ts'
import { runCluster, sizes } from './cluster/run.ts'
import { tablesOf } from './cluster/tables.ts'
import { writeBetweenMarks } from './marks.ts'

/**
 * `npm run bench:cluster [-- --quick]`: what a cluster costs on this machine, and what follows for more people than it holds.
 * Its figures go into docs/scale.md, those of a quick run only with `--write`. `--json <file>` keeps all that was measured.
 */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, write: { type: 'boolean', default: false }, json: { type: 'string' } },
})
const load = loadavg()
  .map((each) => each.toFixed(1))
  .join(', ')
const measured = await runCluster(values.quick ? sizes.quick : sizes.full)
if (values.json !== undefined) writeFileSync(values.json, JSON.stringify(measured, null, 2))
const said = `${tablesOf(measured, load)}\n\n${arithmeticOf(measured)}`
console.log(said)
if (!values.quick || values.write) writeBetweenMarks('scale.md', 'bench:cluster', said)
if (measured.sends.paces.some(({ lost }) => lost > 0) || measured.spread.some(({ rooms }) => rooms.some(({ lost }) => lost > 0))) process.exitCode = 1
