import fc from 'fast-check'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Client, Entry } from '../src/index.ts'
import { clientOf, settle } from './model/harness.ts'
import { runs, seeded } from './model/random.ts'
import type { Bounds } from './model/session.ts'
import { anAct, perform, type Scene, scene } from './model/walk.ts'

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] }))
afterEach(() => void vi.useRealTimers())

/** A page names one person with each emoji, events name all; both count alike, and know what is mine. The order of the kinds is that of their coming, as far as it is known. */
const known = ({ marks, ...message }: Entry) => ({ ...message, marks: (marks ?? []).map(({ emoji, count }) => `${emoji} ${count}`).sort() })
const mine =
  (s: Scene) =>
  ({ marks = [] }: Entry): string[] =>
    marks.flatMap(({ emoji, userIds }) => (userIds.includes(s.ada) ? emoji : [])).sort()

/** What a fresh start shows of the same window. */
async function freshWindow(s: Scene, fresh: Client, channelId: string): Promise<void> {
  const ours = s.client.timeline(channelId).get()
  const theirs = fresh.timeline(channelId)
  void theirs.openNewest()
  await settle(s.server, s.random, fresh)
  const from = ours.entries[0]?.seq ?? 0
  while (!theirs.get().atStart && (theirs.get().entries[0]?.seq ?? 0) > from) {
    void theirs.loadOlder()
    await settle(s.server, s.random, fresh)
  }
  const sent = ours.entries.filter((entry) => !entry.sending)
  const to = ours.atEnd ? Number.POSITIVE_INFINITY : (sent.at(-1)?.seq ?? 0)
  const shown = theirs.get().entries.filter((entry) => entry.seq >= from && entry.seq <= to)
  expect(sent.map(known)).toEqual(shown.map(known))
  expect(sent.map(mine(s))).toEqual(shown.map(mine(s)))
  s.happened.marks = (s.happened.marks ?? 0) + sent.filter(({ marks }) => marks).length
  expect(sent.length).toBeGreaterThanOrEqual(sent.length > 0 ? (sent.at(-1)?.seq ?? 0) - from + 1 : 0)
}

async function sameAsFresh(s: Scene): Promise<void> {
  const fresh = clientOf(s.server, s.ada, s.random)
  fresh.start()
  const known = new Set(s.world.roomsOf(s.ada))
  for (const { channel } of s.client.conversations.get()) if (!known.has(channel.id)) fresh.open(channel.id).catch(() => {})
  await settle(s.server, s.random, fresh, s.client)
  expect(s.client.self.get()).toEqual(fresh.self.get())
  expect(s.client.conversations.get()).toEqual(fresh.conversations.get())
  for (const channelId of s.rooms) {
    const followed = s.client.conversation(channelId).get() !== undefined
    if (followed && s.client.timeline(channelId).get().loaded) await freshWindow(s, fresh, channelId)
    if (followed && s.client.members(channelId).loaded) {
      fresh
        .members(channelId)
        .load()
        .catch(() => {})
      await settle(s.server, s.random, fresh)
      expect(s.client.members(channelId).get()).toEqual(fresh.members(channelId).get())
    }
  }
  for (const user of s.client.users.list()) expect(user).toEqual(s.world.users.get(user.id))
  fresh.stop()
}

/** What may not be read is not kept; rows of a channel that was never followed go with the connection. */
async function nothingForbidden(s: Scene): Promise<void> {
  for (const session of [...s.server.sessions]) s.server.cut(session)
  await settle(s.server, s.random, s.client)
  for (const channelId of s.rooms) {
    const shown = s.client
      .timeline(channelId)
      .get()
      .entries.filter((entry) => !entry.sending)
    if (!s.world.mayRead(s.ada, channelId)) expect(shown).toEqual([])
  }
}

/** Long enough for a ping, and for what it finds. */
async function silence(s: Scene): Promise<void> {
  for (let passed = 0; passed < 32; passed += 4) {
    await vi.advanceTimersByTimeAsync(1_000)
    await settle(s.server, s.random, s.client)
  }
}

/** Converged clients know the sum of clocks: a ping must find nothing to repair. */
async function nothingToRepair(s: Scene): Promise<void> {
  const [session] = s.server.sessions
  const auths = session?.auths
  await silence(s)
  expect(session?.seen.includes('ping')).toBe(true)
  expect(session?.auths).toBe(auths)
}

async function walk(seed: number, steps: Parameters<typeof perform>[1][], bounds: Partial<Bounds>): Promise<Scene> {
  vi.setSystemTime(1_800_000_000_000)
  const s = scene(seeded(seed), bounds)
  s.client.start()
  await vi.advanceTimersByTimeAsync(5)
  for (const act of steps) await perform(s, act)
  // A silently lost event is found by the next ping.
  await settle(s.server, s.random, s.client)
  await silence(s)
  await sameAsFresh(s)
  await nothingToRepair(s)
  await nothingForbidden(s)
  if (s.client.conversations.get().some(({ mentions }) => mentions > 0)) s.happened.mentioned = 1
  s.client.stop()
  return s
}

const happened: Record<string, number> = {}
async function explore(numRuns: number, bounds: Partial<Bounds>): Promise<void> {
  const property = fc.asyncProperty(fc.nat(), fc.array(anAct(), { minLength: 20, maxLength: 120 }), async (seed, steps) => {
    vi.clearAllTimers()
    const s = await walk(seed, steps, bounds)
    for (const [name, times] of Object.entries(s.happened)) happened[name] = (happened[name] ?? 0) + times
  })
  await fc.assert(property, runs(numRuns))
  if (numRuns > 1)
    for (const name of [
      'cut',
      'lag',
      'lose',
      'restore',
      'removeMe',
      'addMe',
      'kind',
      'say',
      'openNewest',
      'keep',
      'reopen',
      'hydratedRows',
      'marks',
      'regroup',
      'mentioned',
    ])
      expect(happened[name], name).toBeGreaterThan(0)
}

/** A longer walk than usual is asked for by `PARLEY_WALKS`. */
const walks = Number(process.env.PARLEY_WALKS ?? 60)
const timeoutMs = Math.max(60_000, walks * 100)

test('[I3] [I8] a client that was cut off, lagged, removed, re-added and restored shows what a fresh start shows', () => explore(walks, {}), timeoutMs)
test('[I3] the same with catch-ups that are too long and a short welcome', () => explore(walks, { catchUpRows: 3, headsAtStart: 2 }), timeoutMs)
