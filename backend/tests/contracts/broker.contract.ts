import type { DurableEvent, Message } from '@parley/protocol'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Broker, EventRing, Ring, SignalRing } from '../../broker/broker.ts'
import type { Change } from '../../store/change.ts'

/** The JSON inside a frame as it stands on the wire. */
const textOf = (frame: Buffer): string => frame.subarray(frame[1] === 127 ? 10 : frame[1] === 126 ? 4 : 2).toString()
const eventOf = (ring: Ring | undefined): DurableEvent => JSON.parse(textOf((ring as EventRing).frame as Buffer))
const told = (rings: readonly Ring[]) =>
  rings.map((ring) =>
    ring.scopeId === undefined ? ring : { ...('steer' in ring && { steer: ring.steer }), scopeId: ring.scopeId, rev: ring.rev, event: eventOf(ring) },
  )

const channelId = crypto.randomUUID()
const adaId = crypto.randomUUID()
const messageEvent = (rev: number, content = 'ahoy'): DurableEvent => ({
  type: 'message.changed',
  channelId,
  rev,
  message: { id: crypto.randomUUID(), content } as Message,
})
const said = (rev: number, content?: string): Change => ({ to: 'channel', channelId, event: messageEvent(rev, content) })
const left: Change = { to: 'hub', left: { channelId, userId: adaId, readable: false } }
const signedOut: Change = { to: 'hub', signedOut: { userId: adaId, sessionIds: 'all' } }

class Ears {
  readonly rings: Ring[] = []
  readonly signals: SignalRing[] = []
  readonly words: unknown[] = []
  constructor(broker: Broker) {
    broker.onRings((rings) => void this.rings.push(...rings))
    broker.onSignal((signal) => void this.signals.push(signal))
    broker.onTold((words) => void this.words.push(words))
  }
  get revs(): number[] {
    return this.rings.flatMap((ring) => (ring.scopeId === undefined ? [] : [ring.rev]))
  }
  forget(): void {
    this.rings.length = 0
    this.signals.length = 0
    this.words.length = 0
  }
}

/** What every bell promises to the node it hangs in. */
export function brokerContract(name: string, open: () => Promise<Broker>) {
  describe(`${name} keeps the promises of a bell, at home`, () => {
    let broker: Broker
    let ears: Ears
    beforeAll(async () => {
      broker = await open()
      ears = new Ears(broker)
    })
    afterAll(() => broker[Symbol.asyncDispose]())

    test('[I1] what is published here is heard here by call, in order, and once', async () => {
      broker.publish([said(1, 'one'), said(2, 'two'), { to: 'user', userId: adaId, event: messageEvent(7) }])
      expect(ears.rings.map((ring) => ring.scopeId)).toEqual([channelId, channelId, adaId])
      expect(ears.revs).toEqual([1, 2, 7])
      broker.publish([said(3)])
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(ears.revs).toEqual([1, 2, 7, 3])
    })

    test('[W18] an event becomes bytes once, whoever asks', () => {
      ears.forget()
      const stringify = vi.spyOn(JSON, 'stringify')
      broker.publish([said(1, 'only once')])
      const [ring] = ears.rings as EventRing[]
      const [first, again] = [ring?.frame, ring?.frame]
      expect(first).toBe(again)
      expect(stringify.mock.calls.filter(([value]) => (value as DurableEvent)?.type === 'message.changed')).toHaveLength(1)
      stringify.mockRestore()
      expect(eventOf(ring)).toMatchObject({ type: 'message.changed', rev: 1, message: { content: 'only once' } })
    })

    test('[I6] who is let in or out rides on the event whose turn that is; who is signed out waits for no clock', () => {
      ears.forget()
      broker.publish([left, said(5), signedOut])
      expect(ears.rings.map((ring) => ring.steer)).toEqual([left, signedOut])
      expect(ears.rings.map((ring) => ring.scopeId)).toEqual([channelId, undefined])
    })

    test('[W60] a signal is heard at once', () => {
      broker.signal({ scopeId: channelId, signal: { type: 'typing', channelId, userId: adaId } })
      expect(ears.signals.map(({ scopeId: id, frame }) => [id, JSON.parse(textOf(frame))])).toEqual([[channelId, { type: 'typing', channelId, userId: adaId }]])
    })

    test('nobody hears their own words to the others', async () => {
      broker.tell({ say: 'bye' })
      await new Promise((resolve) => setTimeout(resolve, 50))
      expect(ears.words).toEqual([])
    })
  })
}

/** And to the other nodes, where there can be any. `open` gives the bells of one workspace, ringing. */
export function sharedBrokerContract(name: string, open: (workspaceId: string) => Promise<Broker>) {
  describe(`${name} keeps the promises of a bell, between nodes`, () => {
    const workspaceId = crypto.randomUUID()
    let here: Broker
    let there: Broker
    let stranger: Broker
    let ears: Ears
    let own: Ears
    let strange: Ears
    beforeAll(async () => {
      ;[here, there, stranger] = await Promise.all([open(workspaceId), open(workspaceId), open(crypto.randomUUID())])
      own = new Ears(here)
      ears = new Ears(there)
      strange = new Ears(stranger)
    })
    afterAll(async () => {
      for (const broker of [here, there, stranger]) await broker[Symbol.asyncDispose]()
    })
    const heard = (count: number) => vi.waitUntil(() => ears.rings.length >= count, { timeout: 10_000, interval: 5 })

    test('another node hears the same events, byte for byte, in the order they were published', async () => {
      const changes = [
        left,
        said(1, 'ahøy ⚓'),
        { to: 'workspace', event: messageEvent(3) } as Change,
        signedOut,
        { to: 'user', userId: adaId, event: messageEvent(2 ** 40) } as Change,
      ]
      here.publish(changes)
      for (let rev = 2; rev < 200; rev++) here.publish([said(rev)])
      await heard(4 + 198)
      expect(told(ears.rings)).toEqual(told(own.rings))
      expect(ears.rings[1]?.scopeId).toBe(workspaceId)
    })

    test('a commit too large for one message comes whole', async () => {
      ears.forget()
      here.publish(Array.from({ length: 500 }, (_, at) => said(at + 1, String(at).padEnd(10_000, '~'))))
      await heard(500)
      expect(ears.revs).toEqual(Array.from({ length: 500 }, (_, at) => at + 1))
      for (const [at, ring] of ears.rings.entries()) expect(eventOf(ring)).toMatchObject({ message: { content: String(at).padEnd(10_000, '~') } })
    })

    test('a row above 256 KiB rings without its row', async () => {
      ears.forget()
      here.publish([said(1, 'x'.repeat(300_000)), said(2)])
      await heard(2)
      expect(ears.rings.map((ring) => ring.scopeId !== undefined && ring.frame === undefined)).toEqual([true, false])
    })

    test('signals and words cross; words come to the others only', async () => {
      ears.forget()
      here.signal({ scopeId: channelId, signal: { type: 'typing', channelId, userId: adaId } })
      here.tell({ say: 'ahoy', node: 'n1' })
      await vi.waitUntil(() => ears.words.length > 0 && ears.signals.length > 0, { timeout: 5_000 })
      expect(ears.words).toEqual([{ say: 'ahoy', node: 'n1' }])
      expect(JSON.parse(textOf(ears.signals[0]?.frame as Buffer))).toEqual({ type: 'typing', channelId, userId: adaId })
      expect(own.words).toEqual([])
    })

    test('another workspace on the same server hears nothing of it', () => {
      expect([strange.rings, strange.signals, strange.words]).toEqual([[], [], []])
    })
  })
}
