import { expect, test, vi } from 'vitest'
import { NatsServer } from '../nats-server.ts'
import { PostgresServer } from '../postgres/server.ts'
import { readiness, startNode } from './nodes.ts'

test('a node whose database is gone says unavailable, turns red, sends its people away after ten seconds, and heals', { timeout: 90_000 }, async () => {
  await using postgres = await PostgresServer.start()
  await postgres.sql('create database parley')
  await using nats = await NatsServer.start()
  const node = await startNode({ BROKER_URL: nats.url, DATABASE_URL: postgres.url('parley'), NODE_NAME: 'island' })
  const { server } = node
  await using _server = server
  const ada = await server.register('Ada')
  const wire = await ada.listen()
  await vi.waitFor(async () => expect(await readiness(node)).toEqual([200, { status: 'ready', store: 'ok', broker: 'ok' }]), { timeout: 10_000 })
  const cutAt = performance.now()
  await postgres.stop('immediate')
  await vi.waitFor(async () => expect(await readiness(node)).toEqual([503, { status: 'unready', store: 'broken', broker: 'ok' }]), { timeout: 10_000 })
  const refused = await ada.rest('POST', '/api/message', { content: 'anybody?' })
  expect(refused).toMatchObject({ status: 503, problem: { code: 'unavailable' } })
  expect((await wire.closed).code).toBe(1012)
  expect(performance.now() - cutAt).toBeGreaterThan(9_000)
  expect(wire.of('goodbye')).toHaveLength(1)
  await postgres.run()
  await vi.waitFor(async () => expect((await readiness(node))[0]).toBe(200), { timeout: 20_000 })
  expect((await ada.rest('POST', '/api/message', { content: 'here again' })).status).toBe(201)
})
