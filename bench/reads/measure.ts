import { randomUUID } from 'node:crypto'
import type { Store } from '../../backend/store/store.ts'
import { median, percentile } from '../median.ts'
import { Chance } from '../random.ts'
import { messageIn, NEWEST, type Town } from './fill.ts'

export interface Figure {
  what: string
  times: number
  medianMs: number
  p95Ms: number
}

async function timed(what: string, times: number, work: (n: number) => Promise<unknown>): Promise<Figure> {
  for (let n = 0; n < 5; n++) await work(-1 - n)
  const tookMs: number[] = []
  for (let n = 0; n < times; n++) {
    const from = performance.now()
    await work(n)
    tookMs.push(performance.now() - from)
  }
  return { what, times, medianMs: median(tookMs), p95Ms: percentile(tookMs, 0.95) }
}

/** What everyday things cost in a workspace of many marks, one at a time, each by another person. */
export async function measure(store: Store, town: Town): Promise<Figure[]> {
  const chance = new Chance(11)
  const someone = () => chance.pick(town.people)
  const { generalId } = town
  const send = (authorId: string, channelId: string) =>
    store.append({ id: randomUUID(), channelId, authorId, content: 'a tide like any other', replyTo: undefined, meta: undefined })
  const seen = (channelId: string, seq: number) => () => store.read('seen.message', { userId: someone(), messageId: messageIn(town, channelId, seq) })
  return [
    await timed('a send, in the channel of everybody', 300, () => send(someone(), generalId)),
    await timed('a mark is raised', 300, () => store.write('read.raise', { userId: someone(), channelId: generalId, seq: NEWEST + 1, urev: undefined })),
    await timed('opening: the welcome with all conversations', 100, () => store.read('welcome', { userId: someone() })),
    await timed('mark all read: a hundred conversations', 100, () => store.write('read.all', { userId: someone() })),
    await timed('seen by: the newest message of the channel of everybody', 200, seen(generalId, NEWEST)),
    await timed('seen by: its oldest, which all have read', 200, seen(generalId, 1)),
    await timed('seen by: live marks, asked of a large channel', 200, () => store.read('seen.marks', { userId: someone(), channelId: generalId })),
  ]
}

/** Sends a second when many send at once. */
export async function atOnce(store: Store, town: Town, sends: number): Promise<number> {
  const chance = new Chance(13)
  const from = performance.now()
  await Promise.all(
    Array.from({ length: sends }, () =>
      store.append({
        id: randomUUID(),
        channelId: town.generalId,
        authorId: chance.pick(town.people),
        content: 'at once',
        replyTo: undefined,
        meta: undefined,
      }),
    ),
  )
  return sends / ((performance.now() - from) / 1_000)
}
