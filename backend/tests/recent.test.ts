import type { DurableEvent } from '@parley/protocol'
import { expect, test } from 'vitest'
import { Following } from '../socket/following.ts'
import { Hub } from '../socket/hub.ts'
import { frameOf, textOf } from '../utils/frames.ts'

const channelId = 'harbour'
const said = (rev: number) =>
  ({ type: 'message.changed', channelId, rev, message: { seq: rev, version: 1, editedAt: null, deleted: false } }) as unknown as DurableEvent
const revsIn = (chunk: Buffer): number[] => Array.from(textOf(chunk).matchAll(/"rev":(\d+)/g), ([, rev]) => Number(rev))

/** Somebody who follows a channel that stands at 5 on this node, where the database has come to 8: the bells of 6 to 8 are late. */
function ahead() {
  const { promise, resolve } = Promise.withResolvers<void>()
  const rows = { told: () => Promise.reject(new Error('nobody asks')), recent: (_id: string, since: number) => promise.then(() => until8(since)) }
  const until8 = (since: number) => ({ events: [4, 5, 6, 7, 8].filter((rev) => rev > since).map(said), clock: 8, more: false, lastSeq: 8 })
  const hub = new Hub(rows, () => {})
  const follower = { userId: 'ben', deliver() {}, deliverSignal() {} }
  const following = new Following(hub, follower)
  following.hears([{ id: channelId, clock: 5 }])
  return { hub, following, read: resolve }
}

test('[I6] [W32] rows told from memory end where this node has come: what it was not told of may be that somebody was removed', async () => {
  const { following, read } = ahead()
  const recent = following.recent(channelId, 3)
  read()
  const found = await recent
  expect([found?.clock, revsIn(found?.chunk ?? Buffer.alloc(0))]).toEqual([5, [4, 5]])
})

test('[I6] who was let go while the rows were read is told none of them', async () => {
  const { following, read } = ahead()
  const recent = following.recent(channelId, 3)
  following.lost(channelId)
  read()
  expect(await recent).toBeUndefined()
})

test('who has heard more elsewhere than this node was told is not set back: the database is asked', async () => {
  const { following, read } = ahead()
  read()
  expect(await following.recent(channelId, 6)).toBeUndefined()
  expect(await following.recent(channelId, 5), 'nor is it told that it is level, where the database has more').toBeUndefined()
})

test('what comes to this node meanwhile is told with them', async () => {
  const { hub, following, read } = ahead()
  const recent = following.recent(channelId, 3)
  read()
  const frame = (rev: number) => ({ scopeId: channelId, rev, frame: frameOf(JSON.stringify(said(rev))), steer: undefined })
  hub.rung([frame(6), frame(7)])
  expect((await recent)?.clock).toBe(7)
  expect(revsIn((await following.recent(channelId, 5))?.chunk ?? Buffer.alloc(0))).toEqual([6, 7])
})
