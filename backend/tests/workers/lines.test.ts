import { randomBytes } from 'node:crypto'
import { rmSync } from 'node:fs'
import { afterAll, describe, expect, test, vi } from 'vitest'
import type { Broker } from '../../broker/broker.ts'
import { Exchange, PipeBroker } from '../../broker/pipe.ts'
import { openStore } from '../../store/index.ts'
import { remoteStore, serveStore } from '../../store/remote/index.ts'
import type { Store } from '../../store/store.ts'
import { brokerContract, sharedBrokerContract } from '../contracts/broker.contract.ts'
import { codeOf, withHarbour } from '../contracts/harbour.ts'
import { storeContract } from '../contracts/store.contract.ts'
import { syncContract } from '../contracts/sync.contract.ts'
import { temporaryFolder } from '../harness.ts'
import { lines } from './lines.ts'

const closing: (() => unknown)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

test('messages of every length arrive whole and in order, whatever the pipe makes of them', async () => {
  const [here, there] = await lines()
  const heard: Buffer[] = []
  there.on('bytes', (body) => heard.push(Buffer.from(body)))
  const values: unknown[] = []
  there.onPost('value', (value) => values.push(value))
  const sent = [0, 1, 65_531, 65_536, 3_000_000, 5, 0, 200_000].map((length) => randomBytes(length))
  for (const body of sent) here.send('bytes', body)
  here.post('value', { missing: undefined, set: new Set([1]) })
  await here.end()
  await vi.waitUntil(() => there.isOver)
  expect(heard.map((body) => body.length)).toEqual(sent.map((body) => body.length))
  expect(Buffer.concat(heard).equals(Buffer.concat(sent))).toBe(true)
  expect(values).toStrictEqual([{ missing: undefined, set: new Set([1]) }])
})

/** Processes of one server meet at one exchange. */
const exchanges = new Map<string, Exchange>()
async function bell(workspaceId: string = crypto.randomUUID()): Promise<Broker> {
  const exchange = exchanges.get(workspaceId) ?? new Exchange()
  exchanges.set(workspaceId, exchange)
  const [first, worker] = await lines()
  closing.push(() => first.end())
  exchange.join(first)
  return new PipeBroker(worker, workspaceId)
}
brokerContract('The bell between processes', bell)
sharedBrokerContract('The bell between processes', bell)

/** A store, and the same one at the other end of a line. */
async function both() {
  const dataDir = temporaryFolder()
  closing.push(() => rmSync(dataDir, { recursive: true, force: true }))
  const store = await openStore({ dataDir })
  closing.push(() => store[Symbol.asyncDispose]())
  const [first, worker] = await lines()
  serveStore(store, first)
  return { store, first, worker, remote: remoteStore(worker, { ...store.identity }) }
}

/** Its commits are heard where the store is. */
async function open(): Promise<Store> {
  const { store, remote } = await both()
  return { ...remote, onCommit: store.onCommit }
}
storeContract('A store in another process', open)
syncContract('A store in another process', open)

describe('A store in another process', () => {
  test('[I1] the rings of a commit come before the answers to its writes, at whichever worker', async () => {
    const { store, first, worker, remote } = await both()
    const { draft } = await withHarbour({ ...remote, onCommit: store.onCommit })
    const exchange = new Exchange()
    exchange.join(first)
    store.onCommit((changes) => exchange.publish(changes, store.identity.workspaceId))
    const rung = new Set<number>()
    new PipeBroker(worker, store.identity.workspaceId).onRings((rings) => {
      for (const ring of rings) if (ring.scopeId !== undefined) rung.add(ring.rev)
    })
    const early = await Promise.all(
      Array.from({ length: 200 }, async (_, n) => {
        const { message } = await remote.append(draft(`m${n}`))
        return rung.has(message.rev)
      }),
    )
    expect(early).toEqual(Array.from({ length: 200 }, () => true))
  })

  test('[I5] when the line breaks nothing is answered by a guess, and what is asked afterwards is refused', async () => {
    const { store, first, worker, remote } = await both()
    const { draft, ada } = await withHarbour({ ...remote, onCommit: store.onCommit })
    const reasons: string[] = []
    remote.onFatal((reason) => reasons.push(reason))
    let answered = 0
    for (const work of [remote.append(draft('on the way')), remote.read('welcome', { userId: ada.id })]) void codeOf(work).then(() => answered++)
    await first.end()
    await vi.waitUntil(() => worker.isOver)
    expect(await codeOf(remote.append(draft('afterwards')))).toBe('unavailable')
    expect(await codeOf(remote.read('welcome', { userId: ada.id }))).toBe('unavailable')
    expect(reasons).toEqual(['the process at the other end of the line has gone'])
    expect(answered).toBe(0)
  })
})
