import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Later, Message } from '@parley/protocol'
import { NatsServer } from '../../../backend/tests/nats-server.ts'
import { PostgresServer } from '../../../backend/tests/postgres/server.ts'
import { createChannel, type Person, register } from '../../people.ts'
import { Chance } from '../../random.ts'
import { ask } from '../../rest.ts'
import { pause, temporaryFolder } from '../../server.ts'
import { Node } from '../cluster/node.ts'

const doom = fileURLToPath(new URL('./doom.ts', import.meta.url))
const AHEAD_MS = 700
const DONE_MS = 30_000

export interface Verdict {
  kills: number
  seconds: number
  /** Milliseconds from its time to when it was there, in spite of the death of who held it. */
  late: readonly number[]
  /** What is wrong, in words. */
  wrong: readonly string[]
}

interface Scene {
  nodes: readonly Node[]
  folder: string
  ada: Person
  channelId: string
  chance: Chance
}

interface Asked {
  id: string
  at: number
}

/** Three nodes; each of `kills` messages and as many reminders are planned, and who does one of the two dies with it, before the deed or after it. */
export async function later({ kills, seed, say = () => {} }: { kills: number; seed: number; say?: (line: string) => void }): Promise<Verdict> {
  const startedAt = performance.now()
  const chance = new Chance(seed)
  await using ending = new AsyncDisposableStack()
  const folder = ending.use(temporaryFolder('later')).path
  process.env.PARLEY_DOOM = folder
  ending.defer(() => void delete process.env.PARLEY_DOOM)
  const postgres = ending.use(await PostgresServer.start())
  await postgres.sql('create database parley')
  const nats = ending.use(await NatsServer.start())
  const services = { dataDir: folder, natsPort: nats.port, database: postgres.url('parley'), before: [doom] }
  const nodes: Node[] = []
  for (const name of ['north', 'east', 'west']) {
    const node = await Node.start(name, services, chance.fork())
    ending.defer(() => node.end())
    nodes.push(node)
  }
  const url = nodes[0]?.url ?? ''
  const [ada] = await register(url, ['Ada'])
  if (!ada) throw new Error('Nobody registered')
  const scene: Scene = { nodes, folder, ada, channelId: await createChannel(url, ada, 'private', 'harbour', []), chance }

  const before = await ownClock(scene)
  const late: number[] = []
  for (let round = 1; round <= kills; round++) {
    late.push(await one(scene, round))
    say(`${round} of ${kills}: ${late.at(-1)} ms after its time`)
  }
  const wrong = await judge(scene, kills, (await ownClock(scene)) - before)
  return { kills, seconds: (performance.now() - startedAt) / 1_000, late, wrong }
}

/** One message and one reminder for the same moment; who does the one that is doomed dies. Answers how late the last of both was. */
async function one(scene: Scene, round: number): Promise<number> {
  const { nodes, folder, ada, channelId, chance } = scene
  const at = Date.now() + AHEAD_MS
  const [schedule, reminder]: [Asked, Asked] = [
    { id: crypto.randomUUID(), at },
    { id: crypto.randomUUID(), at },
  ]
  const doomed = join(folder, (round % 2 === 0 ? schedule : reminder).id)
  writeFileSync(doomed, round % 4 < 2 ? 'holding' : 'committed')
  const { url } = chance.pick(nodes)
  await ask(url, ada.token, 'POST', '/api/schedules', { ...schedule, channelId, content: `round ${round}` })
  await ask(url, ada.token, 'POST', '/api/reminders', { ...reminder, content: `round ${round}` })
  await until(`somebody died in round ${round}`, async () => !existsSync(doomed))
  const lateMs = await until(`round ${round} was done`, async () => {
    const living = await alive(nodes)
    const open = (await Promise.all([list(living, ada, 'schedule'), list(living, ada, 'reminder')])).flat()
    return !open.some(({ id, ...row }) => [schedule.id, reminder.id].includes(id) && 'state' in row && row.state === 'waiting') && Date.now() - at
  })
  for (const node of nodes) {
    await node.look()
    if (node.isReady) continue
    await node.kill()
    await node.start()
  }
  return lateMs
}

async function alive(nodes: readonly Node[]): Promise<Node> {
  for (const node of nodes) {
    await node.look()
    if (node.isReady) return node
  }
  throw new Error('All nodes are dead')
}

const list = async (node: Node, ada: Person, type: Later['type']): Promise<Later[]> =>
  (await ask<{ rows: Later[] }>(node.url, ada.token, 'GET', `/api/later/${type}`)).rows

const ownClock = async ({ nodes, ada }: Scene): Promise<number> =>
  (await ask<{ me: number }>((await alive(nodes)).url, ada.token, 'POST', '/api/sync', { me: 0 })).me

async function until<T>(what: string, is: () => Promise<T | false>): Promise<T> {
  for (const deadline = performance.now() + DONE_MS; performance.now() < deadline; await pause(20)) {
    const found = await is().catch(() => false as const)
    if (found !== false) return found
  }
  throw new Error(`Not within ${DONE_MS} ms: ${what}`)
}

/** Each message once. A planned message ticks its author's clock three times (planned, sent, read), a reminder twice: what happened again would show. */
async function judge({ nodes, ada, channelId }: Scene, rounds: number, ticks: number): Promise<string[]> {
  const node = await alive(nodes)
  const found: Message[] = []
  for (let after = 0; ; ) {
    const { messages } = await ask<{ messages: Message[] }>(node.url, ada.token, 'GET', `/api/messages?channel=${channelId}&after=${after}&limit=100`)
    found.push(...messages)
    if (messages.length === 0) break
    after = messages.at(-1)?.seq ?? 0
  }
  const times = (content: string): number => found.filter((message) => message.content === content).length
  const wrong = Array.from({ length: rounds }, (_, at) => `round ${at + 1}`).flatMap((content) =>
    times(content) === 1 ? [] : [`${content} was sent ${times(content)} times`],
  )
  if (ticks !== rounds * 5) wrong.push(`Ada's clock moved by ${ticks} and not by ${rounds * 5}: something happened twice or not at all`)
  return wrong
}
