import { afterAll, describe, expect, test } from 'vitest'
import { startWorkspace } from '../harness.ts'
import { clientFrame, RawSocket } from '../raw-socket.ts'

const { server, ada, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

describe('[S34][S39] bytes that no client sends', () => {
  const text = (value: string) => Buffer.from(value)
  const code = (value: number) => Buffer.from([value >> 8, value & 0xff])
  const cases: [string, Buffer, number][] = [
    ['one byte over 64 KiB', clientFrame(0x81, Buffer.alloc(65_537, 0x61)), 1009],
    ['a header that announces 2^53 - 1 bytes', clientFrame(0x81, text('x'), { length: Number.MAX_SAFE_INTEGER }), 1009],
    ['a header that announces 2^63 - 1 bytes', Buffer.from([0x81, 0xff, 0x7f, ...Array(7).fill(0xff), 1, 2, 3, 4]), 1009],
    ['64 KiB in two parts', Buffer.concat([clientFrame(0x01, Buffer.alloc(40_000, 0x61)), clientFrame(0x80, Buffer.alloc(40_000, 0x61))]), 1009],
    ['an unmasked frame', clientFrame(0x81, text('{}'), { masked: false }), 1002],
    ['RSV1 without compression', clientFrame(0xc1, text('{}')), 1002],
    ['RSV2', clientFrame(0xa1, text('{}')), 1002],
    ['a reserved opcode', clientFrame(0x83, text('{}')), 1002],
    ['a reserved control opcode', clientFrame(0x8b, text('')), 1002],
    ['a continuation of nothing', clientFrame(0x80, text('{}')), 1002],
    ['a new message inside another', Buffer.concat([clientFrame(0x01, text('{')), clientFrame(0x81, text('{}'))]), 1002],
    ['a ping in parts', clientFrame(0x09, text('')), 1002],
    ['a ping of 126 bytes', clientFrame(0x89, Buffer.alloc(126)), 1002],
    ['close code 999', clientFrame(0x88, code(999)), 1002],
    ['close code 1005', clientFrame(0x88, code(1005)), 1002],
    ['a close of one byte', clientFrame(0x88, Buffer.alloc(1)), 1002],
    ['invalid UTF-8', clientFrame(0x81, Buffer.from([0x22, 0xc3, 0x28, 0x22])), 1007],
    ['a surrogate in UTF-8', clientFrame(0x81, Buffer.from([0xed, 0xa0, 0x80])), 1007],
    ['a binary frame', clientFrame(0x82, text('{}')), 1003],
    ['a hundred tiny parts', Buffer.concat([clientFrame(0x01, text('{')), ...Array.from({ length: 100 }, () => clientFrame(0x00, text(' ')))]), 1008],
  ]
  test.each(cases)('%s', async (_what, bytes, expected) => {
    await using raw = await RawSocket.upgrade(server.port, { authorization: `Bearer ${ada.token}` })
    raw.write(bytes)
    expect((await raw.ended).code).toBe(expected)
  })

  test('such a connection is forgotten at once, and the others go on', async () => {
    const node = server.oneNode
    const { hub } = node.running.app
    const before = hub.connectionsOf(cleo.id)
    await using raw = await RawSocket.upgrade(node.port, { authorization: `Bearer ${cleo.token}` })
    raw.write(clientFrame(0x83, text('{}')))
    await raw.ended
    expect(hub.connectionsOf(cleo.id)).toBe(before)
    await ada.say('message.send', { channelId: server.generalId, content: 'still here' })
  })

  test.each(['//', '/%', '/%00', '/?%', 'http://[', '/socket/../..', '*', '/?token', '/socket?TOKEN=x'])(
    'an upgrade of %s ends nothing but itself',
    async (path) => {
      await RawSocket.upgrade(server.port, {}, path).then(
        (raw) => raw[Symbol.asyncDispose](),
        () => undefined,
      )
      expect((await server.ask('GET', '/healthz')).status).toBe(200)
    },
  )
})

describe('[S40] JSON that is meant to hurt', () => {
  test.each([
    ['100,000 deep', `{"id":1,"type":"ping","data":${'['.repeat(30_000)}`],
    ['deep and closed', `{"id":1,"type":"ping","data":${'['.repeat(17)}${']'.repeat(17)}}`],
    ['a number beyond numbers', '{"id":1e999,"type":"ping"}'],
    ['a number beyond numbers inside', '{"id":1,"type":"message.send","data":{"meta":{"n":[1e999]}}}'],
    ['a BOM', '\ufeff{"id":1,"type":"ping"}'],
    ['two objects', '{"id":1,"type":"ping"}{"id":2,"type":"ping"}'],
    ['NaN', '{"id":NaN,"type":"ping"}'],
  ])('%s is a bad request', async (_what, text) => {
    await using wire = await ada.connect()
    wire.send(text)
    await wire.ping()
    expect(wire.unasked).toMatchObject([{ re: null, error: { code: 'bad_request' } }])
  })

  test.each(['"__proto__":{"x":1}', '"\\u005f_proto__":{"x":1}', '"constructor":{"prototype":{"x":1}}'])('%s pollutes nothing', async (field) => {
    await using wire = await ada.connect()
    wire.send(`{"id":900,"type":"message.send","data":{"channelId":"${server.generalId}","content":"x",${field},"meta":{${field},"y":2}}}`)
    expect(await wire.answer(900)).toMatchObject({ data: { content: 'x', meta: { y: 2 } } })
    expect(({} as { x?: number }).x).toBeUndefined()
    expect(wire.texts.join('\n')).not.toContain('__proto__')
  })

  test('half characters and NUL are no content', async () => {
    expect((await ada.rest('POST', '/api/message', '{"content":"a\\u0000"}')).problem.code).toBe('invalid')
    expect((await ada.rest('POST', '/api/message', '{"content":"\\udc00"}')).problem.code).toBe('invalid')
    await using wire = await ada.connect()
    wire.send(`{"id":901,"type":"message.send","data":{"channelId":"${server.generalId}","content":"\\ud83d"}}`)
    expect(await wire.answer(901)).toMatchObject({ error: { code: 'invalid' } })
  })
})
