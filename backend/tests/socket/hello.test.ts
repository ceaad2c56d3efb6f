import { LIMITS } from '@parley/protocol'
import { afterAll, describe, expect, test } from 'vitest'
import { fresh, startWorkspace } from '../harness.ts'
import type { Wire } from '../wire.ts'

const { server, ada, ben } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const own = () => ({ origin: server.url, cookie: `parley=${ada.token}` })
const hello = (wire: Wire) => wire.until('hello')

describe('opening a socket', () => {
  test('[W3] hello comes first, at once, to everybody', async () => {
    await using wire = await server.connect()
    expect(await hello(wire)).toEqual(wire.events[0])
    expect(wire.events[0]).toMatchObject({
      protocol: 1,
      epoch: server.running.app.store.identity.epoch,
      auth: 'required',
      heartbeatMs: LIMITS.heartbeatMs,
      limits: { frameBytes: 65_536, contentChars: 16_000 },
    })
  })

  test.each(['', '/', '/socket', '/socket?from=bot', '?x=1'])('[W2] at "%s"', async (path) => {
    await using wire = await server.connect({ path })
    expect((await hello(wire)).auth).toBe('required')
  })

  test.each([
    ['/api', 404],
    ['/sockets', 404],
    ['/?token=ct_x', 400],
    ['/socket?access_token=x', 400],
  ])('[W4] not at %s', async (path, status) => {
    await expect(server.connect({ path })).rejects.toMatchObject({ status })
  })

  test('[W4] signed in by a bearer header', async () => {
    await using wire = await server.connect({ token: ada.token })
    expect((await hello(wire)).auth).toBe('ok')
  })

  test('[W4] signed in by the cookie of our own page', async () => {
    await using wire = await server.connect({ headers: own() })
    expect((await hello(wire)).auth).toBe('ok')
  })

  test('[W4] signed in by the first request', async () => {
    await using wire = await server.connect()
    const { welcome, synced } = await wire.auth({ token: ada.token })
    expect(welcome.user).toEqual(expect.objectContaining({ id: ada.id, handle: 'ada' }))
    expect(welcome.channels.map(({ channel }) => channel.name)).toEqual(['general'])
    expect(welcome).toMatchObject({ gone: [], more: false, epoch: server.running.app.store.identity.epoch })
    expect(synced).toEqual({ type: 'synced', clocks: {}, more: [] })
  })

  test('[W6] who is signed in by the upgrade hears without ever sending', async () => {
    await using wire = await server.connect({ headers: own() })
    await hello(wire)
    await ben.say('message.send', { channelId: server.generalId, content: 'do you hear?' })
    await wire.until('message.changed', ({ message }) => message.content === 'do you hear?')
  })
})

test('[W6] what is committed after the hello is heard, however long the database takes', async () => {
  const node = server.oneNode
  const { sync } = node.running.app.services
  const { followed } = sync
  sync.followed = async (me) => {
    const answer = await followed(me)
    await new Promise((resolve) => setTimeout(resolve, 300))
    return answer
  }
  try {
    await using wire = await node.connect({ token: ada.token })
    await hello(wire)
    await ben.say('message.send', { channelId: server.generalId, content: 'at once' })
    await wire.until('message.changed', ({ message }) => message.content === 'at once')
  } finally {
    sync.followed = followed
  }
})

/** Keeps what an arrival reads back until it is let go. */
function heldBack() {
  const node = server.oneNode
  const { sync } = node.running.app.services
  const { followed } = sync
  const [read, letGo] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
  sync.followed = async (me) => {
    const answer = await followed(me)
    read.resolve()
    await letGo.promise
    return answer
  }
  return { node, read: read.promise, letGo: letGo.resolve, [Symbol.dispose]: () => Object.assign(sync, { followed }) }
}

test('[W6][I6] whoever joins and leaves while their arrival is read arrives as that left them', async () => {
  const [{ channel: left }, { channel: joined }] = [
    await ada.say('channel.create', { kind: 'private', name: fresh('left') }),
    await ada.say('channel.create', { kind: 'private', name: fresh('joined') }),
  ]
  await ada.say('member.add', { channelId: left.id, userIds: [ben.id] })
  using held = heldBack()
  const opening = held.node.connect({ token: ben.token })
  await held.read
  await ada.say('member.remove', { channelId: left.id, userId: ben.id })
  await ada.say('member.add', { channelId: joined.id, userIds: [ben.id] })
  held.letGo()
  await using wire = await opening
  await hello(wire)
  await ada.say('message.send', { channelId: left.id, content: 'without you' })
  await ada.say('message.send', { channelId: joined.id, content: 'with you' })
  await wire.until('message.changed', ({ message }) => message.content === 'with you')
  expect(wire.of('message.changed').map(({ message }) => message.content)).toEqual(['with you'])
})

test('[W9] whose session ends while their arrival is read does not arrive', async () => {
  const guest = await server.register(fresh('Dag'))
  using held = heldBack()
  const opening = held.node.connect({ token: guest.token })
  const refused = expect(opening).rejects.toMatchObject({ status: 401 })
  await held.read
  await guest.rest('POST', '/api/logout')
  held.letGo()
  await refused
})

test('[W22] conversations are read when somebody asks for them', async () => {
  const node = server.oneNode
  const { sync } = node.running.app.services
  const { welcomed } = sync
  let readings = 0
  sync.welcomed = (me) => {
    readings++
    return welcomed(me)
  }
  try {
    await using wire = await node.connect({ token: ada.token })
    await hello(wire)
    expect(readings).toBe(0)
    const said = await ben.say('message.send', { channelId: server.generalId, content: 'in between' })
    await wire.until('message.changed', ({ message }) => message.id === said.id)
    const { welcome } = await wire.auth({})
    expect(welcome.channels.find(({ channel }) => channel.id === server.generalId)?.channel.lastSeq).toBeGreaterThanOrEqual(said.seq)
    expect(readings).toBe(1)
  } finally {
    sync.welcomed = welcomed
  }
})

describe('[W5] a visitor', () => {
  test.each(['message.send', 'channel.list', 'channel.sync', 'typing', 'presence.watch', 'no.such.thing'])('asks %s and is unauthenticated', async (type) => {
    await using wire = await server.connect()
    expect(await wire.refusal(type, { channelId: server.generalId, clock: 0, content: 'x' })).toBe('unauthenticated')
  })

  test('may ping, and hears nothing of the workspace', async () => {
    await using wire = await server.connect()
    expect((await wire.ping()).sum).toBe(0)
    await ben.say('message.send', { channelId: server.generalId, content: 'among us' })
    await wire.ping()
    expect(wire.events.map(({ type }) => type)).toEqual(['hello'])
  })

  test.each([[{}], [{ token: '' }], [{ token: 'ct_x' }], [{ token: `ct_${'a'.repeat(43)}` }], [{ clocks: {}, me: 0 }]])(
    'auth %j is refused, and may be tried again',
    async (data) => {
      await using wire = await server.connect()
      expect(await wire.refusal('auth', data)).toBe('unauthenticated')
      expect((await wire.auth({ token: ada.token })).welcome.user.id).toBe(ada.id)
    },
  )

  test('is sent away with 4401 and the reason in words', async () => {
    const { visitorMs } = LIMITS
    Object.assign(LIMITS, { visitorMs: 200 })
    try {
      await using wire = await server.connect()
      expect(await wire.closed).toEqual({ code: 4401, reason: 'Nobody is signed in on this connection; sign in and connect again' })
    } finally {
      Object.assign(LIMITS, { visitorMs })
    }
  })
})

describe('[W7] auth on a signed-in socket', () => {
  test("resumes; somebody else's token is refused", async () => {
    await using wire = await ada.connect()
    expect(await wire.refusal('auth', { token: ben.token })).toBe('forbidden')
    expect((await wire.auth({})).welcome.user.id).toBe(ada.id)
    expect((await wire.auth({ token: ada.token })).welcome.user.id).toBe(ada.id)
  })

  test('[W23] every auth ends in exactly one synced', async () => {
    await using wire = await ada.connect()
    await Promise.all([wire.auth({}), wire.auth({ me: 0 }), wire.auth({ clocks: {} })])
    await wire.ping()
    expect(wire.of('synced')).toHaveLength(3)
  })
})

describe('[W43] the end', () => {
  test('goodbye, then 1012', async () => {
    const other = await startWorkspace()
    const wire = await other.ada.listen()
    await other.server[Symbol.asyncDispose]()
    expect((await wire.closed).code).toBe(1012)
    expect(wire.of('goodbye')[0]?.retryMs).toBeGreaterThanOrEqual(500)
  })
})
