import type { CommandInput, Message, MessagePage } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Entry, Timeline } from '../src/timeline.ts'
import { turn } from './model/harness.ts'
import { pick, runs, seeded } from './model/random.ts'

const channelId = 'harbour'
type Ask = CommandInput<'message.page'>

/** `#harbour` on the server, and the pages of it that are under way: each is read when it is asked and may arrive much later. */
class Harbour {
  clock = 0
  rows: Message[] = []
  /** Events that have not arrived: in order of the clock, as one connection brings them. */
  events: Message[] = []
  pages: { page: MessagePage; arrive: (page: MessagePage) => void }[] = []
  readonly timeline = new Timeline(channelId, (ask) => this.#page(ask))

  send(id = `m${this.rows.length + 1}`): void {
    const seq = this.rows.length + 1
    this.#changed({
      id,
      channelId,
      seq,
      rev: 0,
      authorId: 'ben',
      kind: 'text',
      content: `words ${seq}`,
      version: 1,
      createdAt: seq,
      editedAt: null,
      deleted: false,
      replyTo: null,
      refId: null,
      files: [],
      meta: null,
    })
  }
  edit(seq: number): void {
    const row = this.rows[seq - 1]
    if (row) this.#changed({ ...row, version: row.version + 1, content: `${row.content}!` })
  }
  #changed(row: Message): void {
    const changed = { ...row, rev: ++this.clock }
    this.rows[row.seq - 1] = changed
    this.events.push(changed)
  }
  #page({ before, after, around, limit = 50 }: Ask): Promise<MessagePage> {
    const end = before !== undefined ? before - 1 : after !== undefined ? after + limit : around !== undefined ? around + limit / 2 : this.rows.length
    const start = after ?? Math.max(0, end - limit)
    const page = { messages: this.rows.slice(start, end), channelId, clock: this.clock, lastSeq: this.rows.length, firstSeq: 1, epoch: 'one' }
    return new Promise((arrive) => this.pages.push({ page, arrive }))
  }
}

const steps = ['send', 'send', 'edit', 'event', 'event', 'repeat', 'page', 'openNewest', 'openAround', 'loadOlder', 'loadNewer', 'drop'] as const

async function step(harbour: Harbour, does: (typeof steps)[number], random: () => number, told: Message[]): Promise<void> {
  const { timeline } = harbour
  const anySeq = 1 + Math.floor(random() * harbour.rows.length)
  if (does === 'send') harbour.send()
  else if (does === 'edit') harbour.edit(random() < 0.5 ? anySeq : harbour.rows.length - Math.floor(random() * 4))
  else if (does === 'repeat') told.length > 0 && timeline.apply(pick(told, random))
  else if (does === 'event') {
    const event = harbour.events.shift()
    if (event) timeline.apply(event) // a replay brings the same row later, and `repeat` brings old ones
    if (event) told.push(event)
  } else if (does === 'page') {
    const [next] = harbour.pages.splice(Math.floor(random() * harbour.pages.length), 1)
    next?.arrive(next.page)
    await turn()
  } else if (does === 'openAround') void timeline.openAround(anySeq)
  else void timeline[does]()
}

async function settle(harbour: Harbour): Promise<void> {
  for (const event of harbour.events.splice(0)) harbour.timeline.apply(event)
  while (harbour.pages.length > 0) {
    for (const { page, arrive } of harbour.pages.splice(0)) arrive(page)
    await turn()
  }
}

test('[I3] any interleaving of pages, events and repeats ends as a fresh load of the same window', async () => {
  let windows = 0
  const property = fc.asyncProperty(fc.nat(), fc.array(fc.constantFrom(...steps), { minLength: 10, maxLength: 150 }), async (seed, walk) => {
    const harbour = new Harbour()
    for (let i = 0; i < 180; i++) harbour.send()
    harbour.events = []
    const random = seeded(seed)
    const told: Message[] = []
    for (const does of walk) await step(harbour, does, random, told)
    await settle(harbour)
    const view = harbour.timeline.get()
    if (!view.loaded) return
    windows++
    const from = view.entries[0]?.seq ?? 1
    const to = view.entries.at(-1)?.seq ?? 0
    expect(view.entries).toEqual(harbour.rows.slice(from - 1, to))
    expect(view.atEnd).toBe(to === harbour.rows.length)
    expect(view.atStart).toBe(from === 1)
    expect(view.loading).toBe(null)
  })
  await fc.assert(property, runs(400))
  expect(windows).toBeGreaterThan(100)
})

test('[I3] events that come out of order are shown once the ones between have come', async () => {
  const harbour = new Harbour()
  void harbour.timeline.openNewest()
  await settle(harbour)
  for (let i = 0; i < 3; i++) harbour.send()
  const [one, two, three] = harbour.events
  const seqs = () => harbour.timeline.get().entries.map((entry) => entry.seq)
  if (three) harbour.timeline.apply(three)
  expect(seqs()).toEqual([])
  if (one) harbour.timeline.apply(one)
  expect(seqs()).toEqual([1])
  if (two) harbour.timeline.apply(two)
  expect(seqs()).toEqual([1, 2, 3])
})

const echo = (id: string, sending: 'pending' | 'failed' = 'pending'): Entry => ({
  id,
  channelId,
  seq: 0,
  rev: 0,
  authorId: 'ada',
  kind: 'text',
  content: 'mine',
  version: 1,
  createdAt: 99,
  editedAt: null,
  deleted: false,
  replyTo: null,
  refId: null,
  files: [],
  meta: null,
  sending,
})

test('[I4] an echo stands last until its row takes its place, and is never seen beside it', async () => {
  const property = fc.asyncProperty(fc.nat(3), fc.nat(3), fc.boolean(), async (before, after, openedFirst) => {
    const harbour = new Harbour()
    const { timeline } = harbour
    if (openedFirst) void timeline.openNewest()
    await settle(harbour)
    timeline.apply(echo('mine'))
    for (let i = 0; i < before; i++) harbour.send()
    harbour.send('mine')
    for (let i = 0; i < after; i++) harbour.send()
    const ack = harbour.rows[before]
    if (ack) timeline.apply(ack)
    // Its row may have to wait for others; until then the echo is still there, once.
    if (openedFirst) expect(timeline.get().entries.filter((entry) => entry.id === 'mine')).toHaveLength(1)
    if (!openedFirst) void timeline.openNewest()
    await settle(harbour)
    timeline.apply(echo('mine'))
    expect(timeline.get().entries).toEqual(harbour.rows)
  })
  await fc.assert(property, runs(100))
})

test('a failed message keeps its place and says why; discarding takes it out', () => {
  const { timeline } = new Harbour()
  timeline.apply(echo('a'))
  timeline.apply({ ...echo('b'), createdAt: 100 })
  timeline.apply({ ...echo('a', 'failed'), failure: 'Too large' })
  expect(timeline.get().entries.map(({ id, failure }) => [id, failure])).toEqual([
    ['a', 'Too large'],
    ['b', undefined],
  ])
  timeline.discard('a')
  expect(timeline.get().entries.map(({ id }) => id)).toEqual(['b'])
})
