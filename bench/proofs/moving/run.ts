import { readdirSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { type Address, sqliteAt } from '../../../backend/store/moving/address.ts'
import { PostgresServer } from '../../../backend/tests/postgres/server.ts'
import { createChannel, type Person, register } from '../../people.ts'
import { claimPort } from '../../port.ts'
import { Chance } from '../../random.ts'
import { pause, type Server, startServer, temporaryFolder } from '../../server.ts'
import { parley, type Took } from './command.ts'
import { look } from './dense.ts'
import { fill } from './fill.ts'
import { talk } from './senders.ts'
import { Watcher } from './watcher.ts'

const NAMES = ['Vera', 'Ada', 'Ben', 'Cleo', 'Dag', 'Edda', 'Finn', 'Greta', 'Hugo', 'Ida', 'Jon', 'Kaja']

export interface Size {
  messages: number
  /** At most twelve, who talk during the backup. */
  people?: number
  channels?: number
}

interface Step {
  name: string
  took: Took
  /** What else is to be told of it. */
  told: string
}

export interface Verdict {
  messages: number
  steps: Step[]
  /** Everything that should not be, a sentence each. */
  wrong: string[]
}

/** Both ends of the moves, and the port that people know. */
interface World {
  port: number
  folder: string
  home: string
  postgres: PostgresServer
  people: readonly Person[]
  channelIds: readonly string[]
}

/** Backs up under load, restores into PostgreSQL, and moves there and back under a client that stays. */
export async function prove({ seed, say = () => {}, ...size }: Size & { seed: number; say?(line: string): void }): Promise<Verdict> {
  const { messages } = size
  using folder = temporaryFolder('moving')
  await using postgres = await PostgresServer.start()
  const world = await settle(folder.path, postgres, size)
  const filledAt = performance.now()
  await fill(world.home, world, messages, new Chance(seed))
  say(`filled with ${messages} messages in ${((performance.now() - filledAt) / 1_000).toFixed(0)} s`)
  const verdict: Verdict = { messages, steps: [], wrong: [] }
  const tell = (step: Step): void => {
    verdict.steps.push(step)
    say(`${step.name}: ${step.took.seconds.toFixed(1)} s`)
  }
  await backUpAndRestore(world, verdict, tell)
  await moveThereAndBack(world, verdict, tell)
  return verdict
}

async function settle(folder: string, postgres: PostgresServer, { people: count = NAMES.length, channels = 12 }: Size): Promise<World> {
  const [port, home] = [await claimPort(), join(folder, 'home')]
  await using server = await startServer({ port, dataDir: home })
  const people = await register(server.url, NAMES.slice(0, count))
  const [owner, ...others] = people
  if (!owner) throw new Error('Nobody is here')
  const channelIds: string[] = []
  for (let n = 1; n <= channels; n++) channelIds.push(await createChannel(server.url, owner, n % 2 ? 'private' : 'public', `quay-${n}`, others))
  await server.stop()
  return { port, folder, home, postgres, people, channelIds }
}

async function backUpAndRestore(world: World, verdict: Verdict, tell: (step: Step) => void): Promise<void> {
  const { folder, home, port, people, channelIds, postgres } = world
  const to = join(folder, 'backup')
  await using server = await startServer({ port, dataDir: home })
  const talking = talk(server.url, people, channelIds)
  await pause(1_000)
  const before = talking.talked.acked
  const took = await parley(['backup', '--to', to], { DATA_DIR: home, DATABASE_URL: '' })
  const during = talking.talked.acked - before
  await talking.stop()
  tell({
    name: 'backup, served',
    took,
    told: `${mb(sizeOf(to))} of ${mb(sizeOf(home))}; meanwhile ${during} messages acknowledged, ${(during / took.seconds).toFixed(0)} a second`,
  })
  if (during === 0) verdict.wrong.push('nobody talked during the backup')
  if (talking.talked.failed > 0) verdict.wrong.push(`${talking.talked.failed} sends failed during the backup`)
  await server.stop()

  const url = await database(postgres, 'restored')
  const restored = await parley(['restore', to, '--to', url], { DATA_DIR: home, DATABASE_URL: '' })
  const [old, there] = [await look(sqliteAt(home)), await look(postgresAt(url))]
  tell({ name: 'restore into PostgreSQL', took: restored, told: `${mb(await postgresSize(postgres, 'restored'))}; ${there.messages} messages` })
  if (there.broken > 0) verdict.wrong.push(`${there.broken} channels of the backup are not of one moment`)
  if (there.epoch === old.epoch) verdict.wrong.push('the restored database has the old epoch')
  if (there.messages < verdict.messages || there.messages > old.messages) verdict.wrong.push(`${there.messages} messages were restored of ${old.messages}`)
}

async function moveThereAndBack(world: World, verdict: Verdict, tell: (step: Step) => void): Promise<void> {
  const { home, port, people, channelIds, postgres } = world
  const [first = '', url] = [channelIds[0], await database(postgres, 'moved')]
  const [, person] = people
  if (!person) throw new Error('Nobody is here')
  let server = await startServer({ port, dataDir: home })
  const watcher = await Watcher.sit(server.url, person, channelIds)
  try {
    const ends = [
      { name: 'SQLite to PostgreSQL', to: url, settings: { DATA_DIR: home, DATABASE_URL: '' }, databaseUrl: url },
      { name: 'PostgreSQL to SQLite', to: `sqlite:${home}`, settings: { DATA_DIR: '/nowhere', DATABASE_URL: url }, databaseUrl: '' },
    ]
    for (const { name, to, settings, databaseUrl } of ends) {
      const before = await epochOf(server, person)
      const awayAt = performance.now()
      await server.stop()
      const took = await parley(['migrate', '--to', to], settings)
      server = await startServer({ port, dataDir: home, settings: { DATABASE_URL: databaseUrl } })
      await watcher.says(first, `after ${name}`)
      const away = (performance.now() - awayAt) / 1_000
      tell({ name, took, told: `nobody was served for ${away.toFixed(1)} s, from the stop to the client's next message` })
      if ((await epochOf(server, person)) !== before) verdict.wrong.push(`${name}: another epoch`)
    }
    const fresh = await Watcher.sit(server.url, person, channelIds)
    verdict.wrong.push(...watcher.differences(fresh))
    fresh.client.stop()
    if (watcher.resets > 0) verdict.wrong.push(`the client started over ${watcher.resets} times`)
  } finally {
    watcher.client.stop()
    await server.stop()
  }
  const back = await look(sqliteAt(home))
  if (back.broken > 0) verdict.wrong.push(`${back.broken} channels came back broken`)
}

const postgresAt = (url: string): Address => ({ kind: 'postgres', url, setting: '--to' })

async function epochOf(server: Server, { token }: Person): Promise<string> {
  const answer = await fetch(`${server.url}/api/messages?limit=1`, { headers: { authorization: `Bearer ${token}` } })
  return ((await answer.json()) as { epoch: string }).epoch
}

async function database(postgres: PostgresServer, name: string): Promise<string> {
  await postgres.sql(`create database ${name}`)
  return postgres.url(name)
}

async function postgresSize(postgres: PostgresServer, name: string): Promise<number> {
  const [row] = await postgres.sql(`select pg_database_size('${name}') as size`)
  return Number(row?.size)
}

const sizeOf = (folder: string): number => readdirSync(folder).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
const mb = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`
