import { afterAll, describe, expect, test } from 'vitest'
import { startWorkspace } from '../harness.ts'
import { clientFrame, RawSocket } from '../raw-socket.ts'

const { server, ada, ben } = await startWorkspace({ RATE_LIMITS: 'on' })
afterAll(() => server[Symbol.asyncDispose]())

describe('[S36][S38] floods', () => {
  test.each([
    ['pings', 0x89],
    ['pongs', 0x8a],
  ])('of %s end with 4429; others are unaffected', async (_what, firstByte) => {
    await using other = await ben.listen()
    await using raw = await RawSocket.upgrade(server.port, { authorization: `Bearer ${ada.token}` })
    raw.write(Buffer.concat(Array.from({ length: 10_000 }, () => clientFrame(firstByte, Buffer.alloc(0)))))
    expect((await raw.ended).code).toBe(4429)
    await other.ping()
  })

  test('of visitors: at most twenty, and those who are signed in go on', async () => {
    const node = server.oneNode
    const opened = await Promise.allSettled(Array.from({ length: 2_000 }, () => node.connect()))
    expect(opened.filter(({ status }) => status === 'fulfilled')).toHaveLength(20)
    for (const result of opened) if (result.status === 'rejected') expect(result.reason).toMatchObject({ status: 429 })
    await using wire = await ada.by(node).connect()
    await wire.ping()
    await Promise.all(opened.map((result) => (result.status === 'fulfilled' ? result.value.close() : undefined)))
  })
})
