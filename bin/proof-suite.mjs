// `npm run proof:suite`: every test once on SQLite alone, and once on three nodes with PostgreSQL and NATS behind a balancer.
// -- --only sqlite | --only cluster, --no-browser, and files as for npm test.

import { parseArgs } from 'node:util'
import { atOneNode, entryFor, leftOut } from '../bench/proofs/suite/left-out.ts'
import { playwright, vitest } from './suites.mjs'

const { values, positionals: filters } = parseArgs({ options: { only: { type: 'string' }, 'no-browser': { type: 'boolean' } }, allowPositionals: true })
/** Three nodes a server, on a machine of two cores; and a PostgreSQL of a hundred databases takes its time to be thrown away. */
const patience = { limitMs: 5_400_000, graceMs: 180_000 }
const halves = {
  sqlite: { title: 'SQLite alone', projects: ['protocol', 'client', 'web', 'backend', 'timed'], env: { TEST_STORE: undefined } },
  cluster: {
    title: 'Three nodes, PostgreSQL, NATS and a balancer',
    projects: ['protocol', 'client', 'web', 'postgres', 'timed'],
    env: { TEST_STORE: 'cluster' },
  },
}
const chosen = values.only === undefined ? Object.keys(halves) : [values.only]
if (chosen.some((name) => !Object.hasOwn(halves, name))) {
  console.error(`--only takes ${Object.keys(halves).join(' or ')}, not "${values.only}"`)
  process.exit(2)
}

const results = []
for (const name of chosen) results.push({ name, ...(await run(halves[name])) })
for (const result of results) tell(result)
const isWrong = results.some(
  ({ parts, unlisted }) => unlisted.length > 0 || parts.length === 0 || parts.some(({ passed, failed }) => failed > 0 || passed === 0),
)
process.exit(isWrong ? 1 : 0)

async function run({ title, projects, env }) {
  const started = Date.now()
  const specs = filters.filter((arg) => arg.includes('.spec'))
  const units = filters.filter((arg) => !specs.includes(arg))
  const parts = []
  if (filters.length === 0 || units.length > 0) {
    console.log(`\n── ${title}: tests`)
    parts.push({ what: 'tests', ...(await vitest(units, { env, ...patience, more: projects.flatMap((project) => ['--project', project]) })) })
  }
  if (!values['no-browser'] && (filters.length === 0 || specs.length > 0)) {
    console.log(`\n── ${title}: browser tests`)
    parts.push({ what: 'browser tests', ...(await playwright(specs, { env, ...patience })) })
  }
  const absent = parts.flatMap((part) => part.absent)
  return { title, parts, absent, unlisted: unlistedIn(env.TEST_STORE === 'cluster', absent), seconds: (Date.now() - started) / 1000 }
}

/** Nothing is left out silently: what is absent and on no list, and what is on the list and was not met, are faults. */
function unlistedIn(isCluster, absent) {
  const strangers = absent
    .filter(({ file, name }) => !(isCluster && entryFor(file, name)))
    .map(({ file, name }) => `skipped, and on no list: ${file} › ${name}`)
  if (!isCluster || filters.length > 0 || values['no-browser']) return strangers
  const idle = leftOut.filter((entry) => !absent.some(({ file, name }) => entryFor(file, name) === entry))
  return [...strangers, ...idle.map(({ file, test = '' }) => `on the list of what is left out, and no such test: ${file} › ${test}`)]
}

function tell({ name, title, parts, absent, unlisted, seconds }) {
  console.log(`\n── ${title}: ${seconds.toFixed(0)} s`)
  for (const { what, passed, failed, skipped } of parts) console.log(`${what}: ${passed} passed, ${failed} failed, ${skipped} left out`)
  for (const line of [...new Set(parts.flatMap(({ wrong }) => wrong)), ...unlisted]) console.log(line)
  if (name !== 'cluster') return
  for (const entry of leftOut) {
    const count = absent.filter(({ file, name: full }) => entryFor(file, full) === entry).length
    if (count > 0) console.log(`left out: ${count} of ${place(entry)}: ${entry.why}`)
  }
  for (const entry of atOneNode) console.log(`asked of one node: ${place(entry)}: ${entry.why}`)
}

function place({ file, test }) {
  return test ? `${file} › ${test}` : file
}
