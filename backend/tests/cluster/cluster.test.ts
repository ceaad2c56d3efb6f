import { closes } from '@parley/protocol'
import { afterAll, describe, expect, test } from 'vitest'
import { fresh, type Person } from '../harness.ts'
import { onShared } from '../postgres/databases.ts'
import { Refused, type Wire } from '../wire.ts'
import { Cluster, readiness, ringing } from './nodes.ts'

/** Ada is on the first node, Ben on the second, Cleo on the third. */
const cluster = await Cluster.start()
const { nodes } = cluster
afterAll(() => cluster[Symbol.asyncDispose]())
const ada = await nodes[0].server.register('Ada')
const ben = await nodes[1].server.register('Ben')
const cleo = await nodes[2].server.register('Cleo')

const contents = (wire: Wire): string[] => wire.of('message.changed').map(({ message }) => message.content)
const heard = (wire: Wire, content: string) => wire.until('message.changed', ({ message }) => message.content === content)

/** As any client sends: what was refused for a moment is repeated with the same id. */
async function surely(person: Person, channelId: string, content: string): Promise<void> {
  const id = crypto.randomUUID()
  for (;;) {
    try {
      return void (await person.say('message.send', { channelId, content, id }))
    } catch (failure) {
      if (!(failure instanceof Refused) || failure.failure.retry === 'never') throw failure
    }
  }
}

async function harbour(kind: 'public' | 'private' = 'private', members: readonly Person[] = [ben, cleo]): Promise<string> {
  const { channel } = await ada.say('channel.create', { kind, name: fresh('harbour') })
  if (members.length > 0) await ada.say('member.add', { channelId: channel.id, userIds: members.map(({ id }) => id) })
  return channel.id
}

describe('three nodes, one workspace', () => {
  test('[I2][I3] what is sent at any node is heard at all, once, in one order', async () => {
    const channelId = await harbour()
    await using atOne = await ada.listen()
    await using atTwo = await ben.listen()
    await using atThree = await cleo.listen()
    const send = (person: Person, n: number) => surely(person, channelId, `${person.user.name} ${n}`)
    await Promise.all(
      [ada, ben, cleo].map(async (person) => {
        for (let n = 0; n < 40; n++) await send(person, n)
      }),
    )
    const last = await ada.say('message.send', { channelId, content: 'the end' })
    for (const wire of [atOne, atTwo, atThree]) {
      await heard(wire, 'the end')
      const here = wire.of('message.changed').filter((event) => event.channelId === channelId)
      expect(here.map(({ message }) => message.seq)).toEqual(Array.from({ length: last.seq }, (_, at) => at + 1))
      expect(here.map(({ rev }) => rev)).toEqual([...here.map(({ rev }) => rev)].sort((a, b) => a - b))
    }
  })

  test('[I4] the same message sent at two nodes at once is one', async () => {
    const channelId = await harbour()
    const id = crypto.randomUUID()
    const sent = await Promise.all([0, 1, 2].map((n) => cluster.at(n, ada).say('message.send', { channelId, content: 'thrice', id })))
    expect(new Set(sent.map(({ seq }) => seq))).toEqual(new Set([1]))
  })

  test('[I6] who is added hears at another node; who is removed is told gone, and hears no more', async () => {
    const channelId = await harbour('private', [])
    await using wire = await ben.listen()
    await ada.say('member.add', { channelId, userIds: [ben.id] })
    await wire.until('membership.changed', ({ membership }) => membership.channelId === channelId)
    await ada.say('message.send', { channelId, content: 'welcome, Ben' })
    await heard(wire, 'welcome, Ben')
    await ada.say('member.remove', { channelId, userId: ben.id })
    await wire.until('gone', ({ channelIds }) => channelIds.includes(channelId))
    await ada.say('message.send', { channelId, content: 'without Ben' })
    await ada.say('member.add', { channelId, userIds: [ben.id] })
    await ada.say('message.send', { channelId, content: 'Ben again' })
    await heard(wire, 'Ben again')
    expect(contents(wire)).toEqual(['welcome, Ben', 'Ben again'])
  })

  test('[I6] a public channel that closes lets go who only looked at it, at another node', async () => {
    const channelId = await harbour('public', [ben])
    await using looker = await cleo.listen()
    await looker.say('channel.follow', { channelId })
    await ben.say('message.send', { channelId, content: 'open' })
    await heard(looker, 'open')
    await ada.say('channel.update', { channelId, kind: 'private' })
    await looker.until('gone', ({ channelIds }) => channelIds.includes(channelId))
    await ben.say('message.send', { channelId, content: 'closed' })
    await looker.ping()
    expect(contents(looker)).toEqual(['open'])
  })

  test('[W9] a session that is signed out at one node loses its socket at another', async () => {
    const phone = await nodes[0].server.login(ben)
    const [lost, kept] = [await cluster.at(2, phone).connect(), await ben.connect()]
    await phone.rest('POST', '/api/logout')
    expect((await lost.closed).code).toBe(4401)
    await kept.ping()
    await kept.close()
  })

  test('[W60][W61] typing and presence cross', async () => {
    const channelId = await harbour()
    await using atThree = await cleo.listen()
    const state = (expected: string, from: number) =>
      atThree.until('presence', ({ users }) => users.some(({ userId, state }) => userId === dora.id && state === expected), from)
    const dora = await nodes[0].server.register('Dora')
    await atThree.say('presence.watch', { userIds: [dora.id] })
    await ada.say('typing', { channelId })
    expect(await atThree.until('typing')).toEqual({ type: 'typing', channelId, userId: ada.id })
    const phone = await dora.listen()
    await state('online', 0)
    const laptop = await cluster.at(1, dora).listen()
    let from = atThree.events.length
    await phone.say('presence.set', { state: 'away' })
    await laptop.say('presence.set', { state: 'away' })
    await state('away', from)
    from = atThree.events.length
    await Promise.all([phone.close(), laptop.close()])
    await state('offline', from)
  })
})

describe('a bell that loses', () => {
  test('[I1][I3] a node that dies between its commit and its bell: the others read the row', async () => {
    const channelId = await harbour()
    await using atTwo = await ben.listen()
    await using atThree = await cleo.listen()
    await cluster.untold(() => ada.say('message.send', { channelId, content: 'told to nobody' }))
    await Promise.all([heard(atTwo, 'told to nobody'), heard(atThree, 'told to nobody')])
    await ada.say('message.send', { channelId, content: 'told to all' })
    await Promise.all([heard(atTwo, 'told to all'), heard(atThree, 'told to all')])
    expect(contents(atTwo)).toEqual(['told to nobody', 'told to all'])
  })

  test('[I6] with every bell lost a removal still holds: not one message after it is told', async () => {
    const channelId = await harbour()
    await using wire = await ben.listen()
    await ada.say('message.send', { channelId, content: 'before' })
    await heard(wire, 'before')
    await cluster.untold(async () => {
      await ada.say('member.remove', { channelId, userId: ben.id })
      await ada.say('message.send', { channelId, content: 'after' })
    })
    // The ring of what came after reaches the node while it does not know of the removal yet.
    await ada.say('message.send', { channelId, content: 'long after' })
    await wire.until('gone', ({ channelIds }) => channelIds.includes(channelId))
    await wire.until('membership.changed', ({ membership }) => membership.channelId === channelId && !membership.joined)
    await ada.say('message.send', { channelId, content: 'much later' })
    await wire.ping()
    expect(contents(wire)).toEqual(['before'])
  })

  test('[I3] with every bell lost who is added hears by the rows, and so does who was a looker', async () => {
    const channelId = await harbour('public', [])
    await using added = await ben.listen()
    await using looker = await cleo.listen()
    await looker.say('channel.follow', { channelId })
    await cluster.untold(async () => {
      await ada.say('member.add', { channelId, userIds: [ben.id] })
      await ada.say('message.send', { channelId, content: 'in the dark' })
      await added.until('membership.changed', ({ membership }) => membership.channelId === channelId)
      await heard(looker, 'in the dark')
      await ada.say('channel.update', { channelId, kind: 'private' })
      await looker.until('gone', ({ channelIds }) => channelIds.includes(channelId))
      await ada.say('message.send', { channelId, content: 'among us' })
      await heard(added, 'among us')
    })
    await looker.ping()
    expect(contents(looker)).toEqual(['in the dark'])
  })

  test('[I6] with every bell lost a guest is confined, and who is deactivated is signed out', async () => {
    const channelId = await harbour('public', [])
    const [eli, fay] = [await nodes[1].server.register('Eli'), await nodes[2].server.register('Fay')]
    await using guest = await eli.listen()
    await using ended = await fay.listen()
    await guest.say('channel.follow', { channelId })
    await cluster.untold(async () => {
      await ada.say('user.update', { userId: eli.id, role: 'guest' })
      await ada.say('user.update', { userId: fay.id, deactivated: true })
    })
    await guest.until('gone', ({ channelIds }) => channelIds.includes(channelId))
    expect((await ended.closed).code).toBe(4401)
  })

  test('[W9] with every bell lost a session that was signed out loses its socket all the same', async () => {
    const phone = await nodes[1].server.login(ben)
    const lost = await cluster.at(2, phone).connect()
    await cluster.untold(() => phone.rest('POST', '/api/logout'))
    expect((await lost.closed).code).toBe(4401)
  })
})

describe('a NATS that dies', () => {
  test('messages go on by the database; the bell heals, and presence with it', async () => {
    const channelId = await harbour()
    await using atThree = await cleo.listen()
    await atThree.say('presence.watch', { userIds: [ben.id] })
    await cluster.nats.kill()
    await ringing(nodes, false)
    expect(await readiness(nodes[1])).toEqual([200, { status: 'ready', store: 'ok', broker: 'broken' }])
    for (let n = 0; n < 5; n++) await (n % 2 ? ada : ben).say('message.send', { channelId, content: `in silence ${n}` })
    await heard(atThree, 'in silence 4')
    await using _here = await ben.listen()
    await cluster.nats.start()
    await ringing(nodes)
    expect(await readiness(nodes[1])).toEqual([200, { status: 'ready', store: 'ok', broker: 'ok' }])
    await atThree.until('presence', ({ users }) => users.some(({ userId, state }) => userId === ben.id && state === 'online'))
    await ada.say('message.send', { channelId, content: 'by the bell' })
    await heard(atThree, 'by the bell')
    expect(contents(atThree)).toEqual(['in silence 0', 'in silence 1', 'in silence 2', 'in silence 3', 'in silence 4', 'by the bell'])
  })
})

describe('which node', () => {
  test('the metrics name it, and tell how its bell is', async () => {
    const { body } = await nodes[1].server.ask('GET', '/metrics')
    expect(String(body)).toMatch(/^parley_connections\{node="node-2"\} \d+$/m)
    expect(String(body)).toMatch(/^parley_bell_rings\{node="node-2"\} 1$/m)
    expect(String(body)).toMatch(/^parley_peers\{node="node-2"\} 2$/m)
  })
})

describe('a database that was taken back in time', () => {
  test('[C15][C16] every node drops every socket, and greets with the new epoch', async () => {
    const wires = await Promise.all([ada, ben, cleo].map((person) => person.listen()))
    const epoch = crypto.randomUUID()
    await onShared(`update workspace set epoch = '${epoch}'`, cluster.database.name)
    for (const wire of wires) expect((await wire.closed).code).toBe(closes.restarting.code)
    for (const person of [ada, ben, cleo]) {
      await using wire = await person.connect()
      expect((await wire.until('hello')).epoch).toBe(epoch)
    }
  })
})
