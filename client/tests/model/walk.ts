import fc from 'fast-check'
import { expect, vi } from 'vitest'
import { type Client, merged, type OutboxStorage, type Snapshot } from '../../src/index.ts'
import { clientOf, step } from './harness.ts'
import { Server } from './server.ts'
import type { Bounds } from './session.ts'
import { World } from './world.ts'

/** One thing that happens: in the world, at the client, or to the connection between them. `a` and `b` choose whom and what it concerns. */
export interface Act {
  does: keyof typeof acts
  a: number
  b: number
}

export interface Scene {
  world: World
  server: Server
  client: Client
  random: () => number
  ada: string
  people: string[]
  rooms: string[]
  backup: Partial<World> | null
  /** What an earlier client left behind: a snapshot of any moment, and its unsent messages. */
  kept: Snapshot | null
  outboxStorage: OutboxStorage
  /** What really happened, so that a walk cannot pass without having been one. */
  happened: Record<string, number>
}

export function scene(random: () => number, bounds: Partial<Bounds> = {}): Scene {
  const world = new World()
  const people = ['Ada', 'Ben', 'Cleo', 'Dag'].map((name, n) => world.addUser(n, name))
  const [ada = '', ben = '', cleo = ''] = people
  const rooms = [
    world.addRoom(1, 'public', people),
    world.addRoom(2, 'private', [ada, ben]),
    world.addRoom(3, 'public', [ben, cleo]),
    world.addRoom(4, 'direct', [ada, ben]),
    world.addRoom(5, 'private', [ada, ben, cleo]),
  ]
  for (const room of rooms.slice(0, 3)) for (let i = 0; i < 70; i++) world.send(ben, room, `before ${i}`)
  const server = new Server(world, bounds)
  const outboxStorage = memory()
  const client = clientOf(server, ada, random, { outboxStorage })
  return { world, server, client, outboxStorage, kept: null, random, ada, people, rooms, backup: null, happened: {} }
}

/** Unsent messages as text, as a browser keeps them. */
function memory(): OutboxStorage {
  let text = '[]'
  return {
    load: () => JSON.parse(text),
    save: (items) => {
      text = JSON.stringify(items)
    },
  }
}

/** This client ends, and another begins from what was kept of it, from what its page brought, or from both. */
function reopen(s: Scene, a: number, b: number): void {
  if (b % 3 === 0) acts.keep(s)
  s.client.stop()
  s.client = clientOf(s.server, s.ada, s.random, { outboxStorage: s.outboxStorage })
  const boot = b % 2 === 0 ? s.server.boot(s.ada, s.rooms[a % s.rooms.length]) : null
  const known = boot ? merged(boot, s.kept) : s.kept
  if (known) expect(s.client.hydrate(known)).toBe(true)
  if (known) s.happened.hydrated = (s.happened.hydrated ?? 0) + 1
  if (known && known.pages.length > 0) s.happened.hydratedRows = (s.happened.hydratedRows ?? 0) + 1
  s.client.start()
}

const roomAt = (scene: Scene, n: number): string => scene.rooms[n % scene.rooms.length] ?? ''
const authorAt = (scene: Scene, n: number): string => scene.people[1 + (n % 3)] ?? ''
const lengthOf = (scene: Scene, room: string): number => scene.world.room(room).messages.length
/** Mostly near the end, where windows are. */
const seqAt = (scene: Scene, room: string, n: number): number => Math.max(1, lengthOf(scene, room) - (n % 12))
/** The people of a direct conversation are fixed, and so is its kind. */
const emojiAt = (n: number): string => ['👍', '🎉', '🐳'][n % 3] ?? ''
const open = (scene: Scene, n: number): boolean => scene.world.room(roomAt(scene, n)).row.kind !== 'direct'
const session = (scene: Scene) => [...scene.server.sessions][0]

/** Every second message mentions somebody: Ada, Ben, the crew or everybody. */
const calls = (n: number): string => ['', ' @ada', '', ' @crew', '', ' @ben', '', ' @channel'][n % 8] ?? ''

const acts = {
  regroup: (s: Scene, a: number, b: number) => s.world.regroup(a % 2 ? [s.ada, authorAt(s, b)] : [authorAt(s, b)]),
  send: (s: Scene, a: number, b: number) => {
    const author = authorAt(s, b)
    if (s.world.joined(author, roomAt(s, a))) s.world.send(author, roomAt(s, a), `words ${b}${calls(b)}`)
  },
  edit: (s: Scene, a: number, b: number) => {
    const room = roomAt(s, a)
    const seq = seqAt(s, room, b)
    if (s.world.room(room).messages[seq - 1]?.deleted === false) s.world.edit(room, seq, `other words ${b}${calls(b + 1)}`)
  },
  delete: (s: Scene, a: number, b: number) => lengthOf(s, roomAt(s, a)) > 0 && s.world.delete(roomAt(s, a), seqAt(s, roomAt(s, a), b)),
  reactOther: (s: Scene, a: number, b: number) => {
    const [room, author] = [roomAt(s, a), authorAt(s, b)]
    const seq = seqAt(s, room, b >> 2)
    if (s.world.joined(author, room) && s.world.room(room).messages[seq - 1]?.deleted === false) s.world.react(author, room, seq, emojiAt(b >> 3), b % 5 > 1)
  },
  joinOther: (s: Scene, a: number, b: number) => open(s, a) && s.world.join(authorAt(s, b), roomAt(s, a)),
  leaveOther: (s: Scene, a: number, b: number) => open(s, a) && s.world.leave(authorAt(s, b), roomAt(s, a)),
  addMe: (s: Scene, a: number, b: number) => s.world.join(s.ada, roomAt(s, a), b % 3 === 0 ? lengthOf(s, roomAt(s, a)) + 1 : 1),
  removeMe: (s: Scene, a: number) => open(s, a) && s.world.leave(s.ada, roomAt(s, a)),
  kind: (s: Scene, a: number, b: number) => open(s, a) && s.world.shape(roomAt(s, a), { kind: b % 2 ? 'public' : 'private' }),
  topic: (s: Scene, a: number, b: number) => s.world.shape(roomAt(s, a), { topic: `topic ${b}` }),
  profile: (s: Scene, a: number, b: number) => s.world.profile(s.people[a % s.people.length] ?? '', `Name ${b}`),
  newRoom: (s: Scene, a: number) =>
    s.rooms.length < 9 && void s.rooms.push(s.world.addRoom(10 + s.rooms.length, a % 2 ? 'direct' : 'private', [s.ada, authorAt(s, a)])),
  readElsewhere: (s: Scene, a: number, b: number) =>
    s.world.mayRead(s.ada, roomAt(s, a)) && s.world.read(s.ada, roomAt(s, a), seqAt(s, roomAt(s, a), b), undefined),
  unreadElsewhere: (s: Scene, a: number, b: number) => s.world.mayRead(s.ada, roomAt(s, a)) && s.world.unread(s.ada, roomAt(s, a), seqAt(s, roomAt(s, a), b)),

  openNewest: (s: Scene, a: number) => void s.client.timeline(roomAt(s, a)).openNewest(),
  openAround: (s: Scene, a: number, b: number) => void s.client.timeline(roomAt(s, a)).openAround(1 + ((b * 7) % Math.max(1, lengthOf(s, roomAt(s, a))))),
  loadOlder: (s: Scene, a: number) => void s.client.timeline(roomAt(s, a)).loadOlder(),
  loadNewer: (s: Scene, a: number) => void s.client.timeline(roomAt(s, a)).loadNewer(),
  watch: (s: Scene, a: number) => void s.client.timeline(roomAt(s, a)).subscribe(() => {}),
  members: (s: Scene, a: number) =>
    void s.client
      .members(roomAt(s, a))
      .load()
      .catch(() => {}),
  say: (s: Scene, a: number, b: number) => void s.client.send(roomAt(s, a), `mine ${b}`),
  react: (s: Scene, a: number, b: number) => {
    const message = s.world.room(roomAt(s, a)).messages[seqAt(s, roomAt(s, a), b >> 2) - 1]
    if (message) void s.client.react(message, emojiAt(b >> 3), b % 3 > 0).catch(() => {})
  },
  markRead: (s: Scene, a: number, b: number) => s.client.markRead(roomAt(s, a), seqAt(s, roomAt(s, a), b)),
  markUnread: (s: Scene, a: number, b: number) => void s.client.markUnread(roomAt(s, a), seqAt(s, roomAt(s, a), b)).catch(() => {}),
  open: (s: Scene, a: number) => void s.client.open(roomAt(s, a)).catch(() => {}),
  close: (s: Scene, a: number) => s.client.close(roomAt(s, a)),
  who: (s: Scene, a: number) => s.client.users.get(s.people[a % s.people.length] ?? ''),

  deliver: (s: Scene, a: number) => step(s.server, s.random, 1 + (a % 8)),
  flow: (s: Scene, a: number) => step(s.server, s.random, 20 + (a % 40)),
  wait: (_: Scene, a: number) => vi.advanceTimersByTimeAsync((a % 12) * 300).then(() => {}),
  cut: (s: Scene) => {
    const current = session(s)
    if (current) s.server.cut(current)
  },
  restart: (s: Scene) => {
    for (const each of [...s.server.sessions]) s.server.cut(each, 1012)
  },
  lag: (s: Scene) => session(s)?.lag(),
  lose: (s: Scene) => session(s)?.lose(s.random),
  keep: (s: Scene) => {
    s.kept = structuredClone(s.client.snapshot()) ?? s.kept
  },
  reopen,
  backup: (s: Scene) => {
    s.backup = s.world.snapshot()
  },
  restore: (s: Scene) => {
    const { backup } = s
    if (!backup) return
    acts.restart(s)
    s.world.restore(backup)
    s.rooms = s.rooms.filter((room) => s.world.rooms.has(room))
  },
} satisfies Record<string, (scene: Scene, a: number, b: number) => unknown>

export const names = Object.keys(acts) as (keyof typeof acts)[]
/** How often each thing happens, where it is not once. */
const weights: Partial<Record<keyof typeof acts, number>> = {
  send: 8,
  edit: 3,
  reactOther: 6,
  react: 2,
  deliver: 10,
  flow: 6,
  openNewest: 3,
  say: 3,
  wait: 3,
  cut: 2,
  restore: 0.3,
  restart: 0.5,
}

export async function perform(s: Scene, { does, a, b }: Act): Promise<void> {
  s.happened[does] = (s.happened[does] ?? 0) + 1
  await acts[does](s, a, b)
}

export const anAct = (only: readonly (keyof typeof acts)[] = names): fc.Arbitrary<Act> =>
  fc.record({
    does: fc.oneof(...only.map((does) => ({ weight: Math.ceil((weights[does] ?? 1) * 10), arbitrary: fc.constant(does) }))),
    a: fc.nat(999),
    b: fc.nat(999),
  })
