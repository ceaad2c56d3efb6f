import { afterEach, describe, expect, test, vi } from 'vitest'
import { Chance } from '../../../bench/random.ts'
import { fresh, type Person } from '../harness.ts'
import { freshState, Mirror } from '../mirror.ts'
import type { Wire } from '../wire.ts'
import { Cluster } from './nodes.ts'

/** One person at one node, by the rules of the SPEC: rows by rev, and a resume where there is a hole. */
interface Watcher {
  person: Person
  wire: Wire
  mirror: Mirror
}

let cluster: Cluster | undefined
afterEach(async () => {
  await cluster?.[Symbol.asyncDispose]()
  cluster = undefined
})

const ACTS = 160
const seeds = process.env.SEED ? [Number(process.env.SEED)] : [24_034, Math.floor(Math.random() * 1e6)]

describe('[I3][I6] three nodes whose bells lose, repeat, delay and fall silent', () => {
  test.each(seeds)('seed %i: everybody, everywhere, comes to what a fresh start shows, and hears nothing they may not', { timeout: 120_000 }, async (seed) => {
    console.log(`seed ${seed}`)
    const chance = new Chance(seed)
    cluster = await Cluster.start({}, chance.fork().next)
    const { nodes, bells } = cluster
    const people = await Promise.all(['Ada', 'Ben', 'Cleo', 'Dora'].map((name, n) => (nodes[n % 3] ?? nodes[0]).server.register(name)))
    const [ada = people[0] as Person] = people
    const epoch = nodes[0].server.running.app.store.identity.epoch
    const rooms: string[] = []
    for (const kind of ['public', 'private', 'private'] as const) {
      const { channel } = await ada.say('channel.create', { kind, name: fresh('room') })
      await ada.say('member.add', { channelId: channel.id, userIds: people.slice(1, 3).map(({ id }) => id) })
      rooms.push(channel.id)
    }
    const watchers: Watcher[] = []
    for (const person of people)
      for (const n of [0, 1, 2]) {
        const wire = await cluster.at(n, person).connect()
        const mirror = new Mirror(true)
        await mirror.resume(wire, epoch)
        watchers.push({ person, wire, mirror })
      }

    for (const bell of bells) bell.faults = { lose: 0.2, repeat: 0.1, delay: 0.25, delayMs: 60 }
    const sent: { id: string; by: Person }[] = []
    const statuses: number[] = []
    for (let act = 0; act < ACTS; act++) {
      for (const bell of bells) {
        bell.isDeaf = chance.next() < (bell.isDeaf ? 0.7 : 0.05)
        bell.isDead = chance.next() < (bell.isDead ? 0.7 : 0.03)
      }
      const acting = Array.from({ length: 1 + Math.floor(chance.next() * 3) }, () => one(chance, cluster as Cluster, people, rooms, sent))
      statuses.push(...(await Promise.all(acting)))
      if (chance.next() < 0.2) await new Promise((resolve) => setTimeout(resolve, chance.between(0, 120)))
    }
    expect(statuses.filter((status) => status < 300).length, 'enough of it was done').toBeGreaterThan(statuses.length / 3)
    expect(statuses.filter((status) => status >= 500)).toEqual([])
    for (const bell of bells) {
      bell.isDeaf = bell.isDead = false
      bell.faults = { lose: 0, repeat: 0, delay: 0, delayMs: 0 }
    }
    for (const fault of ['lost', 'repeated', 'delayed'] as const)
      expect(
        bells.map(({ done }) => done[fault]).reduce((all, n) => all + n, 0),
        fault,
      ).toBeGreaterThan(20)

    for (const watcher of watchers) await vi.waitFor(() => converges(watcher, epoch), { timeout: 15_000, interval: 200 })
    for (const { person, wire } of watchers) assertHeardOnlyOwn(cluster, person, wire, rooms)
  })
})

async function converges({ person, wire, mirror }: Watcher, epoch: string): Promise<void> {
  const sum = await mirror.listen(wire)
  const own = [...mirror.clocks.values()].reduce((all, clock) => all + clock, 0)
  if (mirror.isHoled || sum !== own) await mirror.resume(wire, epoch)
  const state = await freshState(
    person,
    [...mirror.clocks.keys()].filter((id) => id !== 'me' && id !== 'workspace'),
  )
  expect(mirror.state(), person.user.name).toEqual(state)
  const joined = Object.values(state.rows).filter((row) => 'level' in (row as object) && (row as { joined: boolean }).joined)
  expect(mirror.clocks.size, `${person.user.name} knows every conversation`).toBe(joined.length + 2)
}

/** One thing that somebody does at some node; answers the status. What they may not do is refused, which is fine too. */
async function one(chance: Chance, cluster: Cluster, people: readonly Person[], rooms: readonly string[], sent: { id: string; by: Person }[]): Promise<number> {
  const dice = chance.next()
  const node = Math.floor(chance.next() * 3)
  const by = chance.pick(people)
  const other = chance.pick(people.slice(1))
  const room = `/api/channels/${chance.pick(rooms)}`
  const message = sent.length > 0 ? chance.pick(sent) : undefined
  const ask = async (who: Person, ...request: [string, string, object?]): Promise<number> => (await cluster.at(node, who).rest(...request)).status
  if (dice < 0.1 && message) return ask(message.by, 'PATCH', `/api/messages/${message.id}`, { content: `edited ${dice}` })
  if (dice < 0.15 && message) return ask(message.by, 'DELETE', `/api/messages/${message.id}`)
  if (dice < 0.28) return ask(by, 'POST', `${room}/members`, { userIds: [other.id] })
  if (dice < 0.38) return ask(people[0] ?? by, 'DELETE', `${room}/members/${other.id}`)
  if (dice < 0.42) return ask(by, 'POST', `${room}/read`, { seq: 1 + Math.floor(chance.next() * 20) })
  if (dice < 0.47) return ask(by, 'PATCH', '/api/user', { name: `${by.user.handle} ${Math.floor(dice * 1e4)}` })
  const id = crypto.randomUUID()
  sent.push({ id, by })
  return ask(by, 'POST', `${room}/messages`, { content: `said ${sent.length}`, id })
}

/** Of a private channel nobody hears a message that was said after they were let go for good. */
function assertHeardOnlyOwn({ bells }: Cluster, { id, user }: Person, wire: Wire, rooms: readonly string[]): void {
  const rows = bells.flatMap(({ committed }) => committed.flatMap((change) => (change.to === 'channel' ? [change.event] : []))).sort((a, b) => a.rev - b.rev)
  for (const channelId of rooms.slice(1)) {
    const memberships = rows.flatMap((event) =>
      event.type === 'member.changed' && event.channelId === channelId && event.member.userId === id ? [event.member] : [],
    )
    for (const event of wire.of('message.changed')) {
      if (event.channelId !== channelId) continue
      const before = memberships.filter(({ rev }) => rev < event.rev).at(-1)
      const after = memberships.filter(({ rev }) => rev > event.rev)
      expect(before?.joined || after.some(({ joined }) => joined), `${user.name} heard rev ${event.rev}`).toBe(true)
    }
  }
}
