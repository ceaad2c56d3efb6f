import { parseArgs } from 'node:util'
import { keep } from './kept.ts'
import type { TargetName } from './load/dialects.ts'
import { pinnedTo } from './machine.ts'
import { isHere, packaged } from './peers/debian.ts'
import { textOf, writeReport } from './report.ts'
import { rows } from './rows/index.ts'
import type { Bench, Chapter } from './rows/row.ts'

/**
 * `npm run bench [-- --quick]`: our server and well-known ones in one run, on this machine.
 * `--workload NAME` runs the rows whose names hold it; `--only parley,ws` asks those servers; `--runs 3`; `--profile FOLDER` profiles our own
 * server; `--with TEN-MILLION` takes longer, `--with nchan,ejabberd` asks servers from the system's packages, too. What was found is kept in .parley/bench; a full run, or `--write`, puts all that is kept into docs/.
 */
const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: 'parley,ws,uws,socketio' },
    workload: { type: 'string', default: '' },
    runs: { type: 'string', default: '5' },
    with: { type: 'string', default: '' },
    profile: { type: 'string' },
    write: { type: 'boolean', default: false },
    list: { type: 'boolean', default: false },
  },
})
const all = ['parley', 'ws', 'uws', 'socketio'] as const satisfies TargetName[]
const withMore = values.with.split(',')
const asked = Object.keys(packaged).filter((name) => withMore.includes(name)) as (keyof typeof packaged)[]
const bench: Bench = {
  ...(values.quick ? { runs: 1, seconds: 1.5, warmUpSeconds: 0.5 } : { runs: Number(values.runs), seconds: 3, warmUpSeconds: 3 }),
  isQuick: values.quick,
  targets: [...all.filter((name) => values.only.split(',').includes(name)), ...asked.filter((name) => isHere(name, console.error))],
  placing: { before: pinnedTo(0), flags: values.profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${values.profile}`] },
  withMore,
  say: console.error,
}
const chosen = rows.filter(({ name }) => name.includes(values.workload))
if (chosen.length === 0) throw new Error(`No row is named so. There are: ${rows.map(({ name }) => name).join(' · ')}`)

const chapters: Chapter[] = []
if (values.list) console.log(rows.map(({ name }) => name).join('\n'))
for (const row of values.list ? [] : chosen) {
  const chapter = { name: row.name, at: new Date().toISOString().slice(0, 10), runs: bench.runs, ...(await row.run(bench)) }
  chapters.push(chapter)
  console.log(textOf([chapter]))
  if (!values.quick) keep(chapter)
}
if (values.write || (!values.quick && !values.list && chosen.length === rows.length && all.every((name) => bench.targets.includes(name)))) writeReport()
if (chapters.some(({ lost }) => lost > 0)) process.exitCode = 1
