import { expect, onTestFinished, test, vi } from 'vitest'
import { NatsServer } from '../nats-server.ts'
import { freshDatabase } from '../postgres/databases.ts'
import type { Wire } from '../wire.ts'
import { atEach, figure, startProgram } from './program.ts'

test.each(['the lines', 'NATS'])('[I2][I6] on PostgreSQL each worker opens the database itself, and the bell goes by %s', { timeout: 60_000 }, async (by) => {
  const { url: DATABASE_URL } = await freshDatabase()
  await using nats = by === 'NATS' ? await NatsServer.start() : undefined
  const { server, folder, ada, ben, channelId } = await startProgram({ DATABASE_URL, ...(nats && { BROKER_URL: nats.url }) })
  onTestFinished(() => server.kill())
  await vi.waitUntil(async () => (await figure(server, 'parley_bell_rings')) === 1 && (await figure(server, 'parley_peers')) === 1, { timeout: 20_000 })
  const [here, there] = [(await atEach(server, ada))[0] as Wire, (await atEach(server, ben))[1] as Wire]
  const sent = await Promise.all(Array.from({ length: 40 }, (_, n) => (n % 2 ? here : there).say('message.send', { channelId, content: `m${n}` })))
  for (const wire of [here, there]) {
    await wire.until('message.changed', ({ message }) => message.seq === sent.length)
    expect(wire.of('message.changed').map(({ message }) => message.seq)).toEqual(sent.map((_, at) => at + 1))
  }
  expect(await figure(server, 'parley_missed_reads_total'), 'the bell told all').toBe(0)
  expect(await figure(server, 'parley_writes_total')).toBeGreaterThan(sent.length)
  await here.say('member.remove', { channelId, userId: ben.id })
  await there.until('gone', ({ channelIds }) => channelIds.includes(channelId))
  for (const wire of [here, there]) await wire.close()
  await server.stop()
  folder[Symbol.dispose]()
})
