import { describe, expect, test } from 'vitest'
import { startServer } from '../harness.ts'

/** Answers that are times, in a file of their own; each has a server of its own. */
describe.concurrent('[S22] expiry on a live socket', () => {
  test.each([
    ['whatever happens', { SESSION_SECONDS: '2' }],
    ['unused', { SESSION_IDLE_SECONDS: '2' }],
  ])('%s: closed with 4401 within five seconds of its end', async (_what, env) => {
    await using server = await startServer(env)
    const ada = await server.register('Ada')
    const startedAt = Date.now()
    await using wire = await ada.connect()
    expect((await wire.closed).code).toBe(4401)
    expect(Date.now() - startedAt).toBeGreaterThan(1_500)
    expect(Date.now() - startedAt).toBeLessThan(2_000 + 5_000 + 1_500)
    expect((await ada.rest('GET', '/api/user')).status).toBe(401)
  })

  test('a session that is used does not run idle', async () => {
    await using server = await startServer({ SESSION_IDLE_SECONDS: '3' })
    const ada = await server.register('Ada')
    await using wire = await ada.connect()
    for (let n = 0; n < 8; n++) {
      await wire.ping()
      await wire.say('presence.set', { state: 'online' })
      await new Promise((resolve) => setTimeout(resolve, 700))
    }
    expect((await ada.rest('GET', '/api/user')).status).toBe(200)
  })
})
