import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { check } from '../backend/store/check/index.ts'
import { openStore } from '../backend/store/index.ts'
import { type Address, sqliteAt } from '../backend/store/moving/address.ts'
import { freshOn } from '../backend/tests/postgres/fresh.ts'
import { PostgresServer } from '../backend/tests/postgres/server.ts'
import { fill } from './reads/fill.ts'
import { atOnce, type Figure, measure } from './reads/measure.ts'

/** `npm run bench:reads [-- --store sqlite|postgres --pairs 1000000 --json]`: what everyday things cost where the read marks are many. */
const { values } = parseArgs({
  options: { store: { type: 'string', default: 'sqlite' }, pairs: { type: 'string', default: '1000000' }, json: { type: 'boolean' } },
})
if (!['sqlite', 'postgres'].includes(values.store) || !(Number(values.pairs) >= 1_000)) throw new Error('--store is sqlite or postgres, --pairs at least 1000')

const folder = mkdtempSync(join(tmpdir(), 'parley-reads-'))
await using ends = new AsyncDisposableStack()
ends.defer(() => rmSync(folder, { recursive: true, force: true }))
const address: Address = values.store === 'sqlite' ? sqliteAt(folder) : await onPostgres()
const place = address.kind === 'sqlite' ? { dataDir: folder } : { dataDir: folder, databaseUrl: address.url }

async function onPostgres(): Promise<Address> {
  const server = ends.use(await PostgresServer.start())
  const { url } = await freshOn(server.url())
  return { kind: 'postgres', url, setting: 'DATABASE_URL' }
}

const seconds = async <T>(work: () => Promise<T>): Promise<[T, number]> => {
  const from = performance.now()
  return [await work(), (performance.now() - from) / 1_000]
}

// Opened once, so that it is a workspace; filled while nobody serves it.
const first = await openStore(place)
const { defaultChannelId } = first.identity
await first[Symbol.asyncDispose]()
const [town, filledS] = await seconds(() => fill(address, defaultChannelId, Number(values.pairs)))
const store = ends.use(await openStore(place))
const figures = await measure(store, town)
const sendsPerS = Math.round(await atOnce(store, town, 3_000))
const [found, checkedS] = await seconds(() => check(address))
if (Object.values(found).some((each) => each.length > 0)) throw new Error(`The check found something wrong: ${JSON.stringify(found).slice(0, 500)}`)

const row = ({ what, medianMs, p95Ms }: Figure) => `| ${what} | ${medianMs.toFixed(2)} | ${p95Ms.toFixed(2)} |`
if (values.json) console.log(JSON.stringify({ store: values.store, pairs: town.pairs, filledS, figures, sendsPerS, checkedS }))
else
  console.log(
    [
      `${town.pairs.toLocaleString('en')} read marks of ${town.people.length.toLocaleString('en')} people in ${town.channels.length + 1} channels, ${values.store}`,
      `(filled in ${filledS.toFixed(0)} s; 3,000 sends at once: ${sendsPerS.toLocaleString('en')} a second; \`parley check\` of all of it: ${checkedS.toFixed(1)} s)`,
      '',
      '| one at a time | median, ms | p95, ms |',
      '|---|---|---|',
      ...figures.map(row),
    ].join('\n'),
  )
