import { expect, test } from 'vitest'
import { Client, merged, type Snapshot } from '../src/index.ts'
import { Window } from '../src/window.ts'
import { seeded } from './model/random.ts'
import { scene } from './model/walk.ts'

const { world, server, ada, people, rooms } = scene(seeded(1))
const [harbour = ''] = rooms
const boot = (): Snapshot => server.boot(ada, harbour)
const client = (): Client => new Client({ url: 'http://harbour.test', WebSocket: server.socketFor(ada) })

test('everything shows before a connection was ever opened', () => {
  const idle = client()
  expect(idle.hydrate(boot())).toBe(true)
  expect(idle.status.get()).toEqual({ at: 'idle' })
  expect(idle.self.get()?.user.id).toBe(ada)
  expect(idle.conversations.get().map((one) => one.channel.id)).toContain(harbour)
  expect(idle.timeline(harbour).get()).toMatchObject({ loaded: true, atEnd: true, atStart: false })
  expect(idle.timeline(harbour).get().entries.at(-1)?.content).toBe('before 69')
  expect(idle.snapshot()).toMatchObject({ welcome: { user: { id: ada }, epoch: world.epoch }, pages: [{ channelId: harbour, lastSeq: 70 }] })
})

test('what another version left, and what is damaged, is dropped whole', () => {
  const good = boot()
  const bad: unknown[] = [
    null,
    'a text',
    {},
    { ...good, format: 99 },
    { ...good, protocol: 99 },
    { ...good, users: undefined },
    { ...good, welcome: { ...good.welcome, me: '3' } },
    { ...good, welcome: { ...good.welcome, workspace: { ...good.welcome.workspace, defaultChannelId: undefined } } },
    { ...good, welcome: { ...good.welcome, channels: [null] } },
    { ...good, pages: [{ ...good.pages[0], messages: [null] }] },
  ]
  for (const snapshot of bad) {
    const idle = client()
    expect(idle.hydrate(snapshot)).toBe(false)
    expect(idle.self.get()).toBeNull()
    expect(idle.conversations.get()).toEqual([])
    expect(idle.timeline(harbour).get().loaded).toBe(false)
    expect(idle.hydrate(good)).toBe(true)
  }
})

test('two of one history and person are joined: the lower clocks, the later pages; any other is left out', () => {
  const kept = boot()
  world.send(people[1] ?? '', harbour, 'since then')
  world.profile(people[1] ?? '', 'Benedict')
  const fresh = boot()
  const both = merged(fresh, kept)
  expect(both.welcome).toMatchObject({ me: kept.welcome.me, workspace: { clock: kept.welcome.workspace.clock } })
  expect(both.pages).toEqual(fresh.pages)
  expect(merged(kept, fresh).pages).toEqual(fresh.pages)
  for (const other of [{ epoch: 'another' }, { user: { ...kept.welcome.user, id: people[1] ?? '' } }])
    expect(merged(fresh, { ...kept, welcome: { ...kept.welcome, ...other } })).toBe(fresh)
})

test('a conversation that the page no longer names is not shown from what was kept', () => {
  const kept = boot()
  world.leave(ada, harbour)
  const both = merged(server.boot(ada, undefined), kept)
  expect(both.pages).toEqual([])
  expect(both.welcome.channels.map((head) => head.channel.id)).not.toContain(harbour)
})

test('[C9] a row that waits for others before it is above what a clock tells: then there is no page to keep', () => {
  const window = new Window()
  const messages = world.room(rooms[1] ?? '').messages
  window.replace({ messages: messages.slice(0, 10), channelId: harbour, clock: 11, lastSeq: 10, firstSeq: 1, epoch: world.epoch })
  expect(window.newest(5)).toMatchObject({ lastSeq: 10, firstSeq: 5, messages: messages.slice(5, 10) })
  const [eleventh, twelfth] = messages.slice(10)
  if (eleventh && twelfth) window.place(twelfth)
  expect(window.newest(5)).toBeNull()
  if (eleventh) window.place(eleventh)
  expect(window.newest(5)).toMatchObject({ lastSeq: 12 })
})
