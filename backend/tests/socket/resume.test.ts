import { ChatError, type DurableEvent, type Head, LIMITS } from '@parley/protocol'
import { afterAll, describe, expect, onTestFinished, test } from 'vitest'
import { fresh, type Person, startWorkspace } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const { epoch } = server.running.app.store.identity

const harbour = async (...members: Person[]): Promise<string> => {
  const {
    channel: { id },
  } = await ada.say('channel.create', { kind: 'private', name: fresh('harbour') })
  if (members.length > 0) await ada.say('member.add', { channelId: id, userIds: members.map((member) => member.id) })
  return id
}
const clockOf = async (person: Person, channelId: string): Promise<number> => (await person.say('channel.get', { channelId })).channel.clock
const send = (channelId: string, content: string, person = ada) => person.say('message.send', { channelId, content })
const ofChannel = (events: { type: string }[], channelId: string): DurableEvent[] =>
  events.filter((event): event is DurableEvent => 'rev' in event && 'channelId' in event && event.channelId === channelId)

describe('[W22] the welcome', () => {
  test('the heads of what one is in, the newest active first, with clocks that agree with the positions', async () => {
    const channelId = await harbour(ben)
    await send(channelId, 'news')
    await using wire = await ben.connect()
    const { welcome } = await wire.auth({})
    expect(welcome.channels[0]).toMatchObject({ channel: { id: channelId, lastSeq: 1 }, readSeq: 0, preview: { authorId: ada.id, text: 'news' } })
    const sum = welcome.channels.reduce((all, { channel }) => all + channel.clock, welcome.me + welcome.workspace.clock)
    expect((await wire.ping()).sum).toBe(sum)
  })

  test('at most so many heads; all of them by the page', async () => {
    const dora = await server.register('Dora')
    const more = LIMITS.headsAtStart + 4
    await Promise.all(
      Array.from({ length: more }, async (_, n) => {
        const { channel } = await ada.say('channel.create', { kind: 'private', name: `d${n}` })
        await ada.say('member.add', { channelId: channel.id, userIds: [dora.id] })
      }),
    )
    await using wire = await dora.connect()
    const { welcome } = await wire.auth({})
    expect([welcome.channels.length, welcome.more]).toEqual([LIMITS.headsAtStart, true])
    const listed: Head[] = []
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: { channels: Head[]; cursor: string | null } = await wire.say('channel.list', cursor === '' ? {} : { cursor })
      listed.push(...page.channels)
      cursor = page.cursor
    }
    expect(listed.slice(0, welcome.channels.length)).toEqual(welcome.channels)
    expect(listed.length).toBe(more + 1)
    expect(new Set(listed.map(({ channel }) => channel.id)).size).toBe(more + 1)
  })
})

describe('[W23] the catch-up', () => {
  test('[C11] only the named scopes, only what is above, in rev order, in the latest state', async () => {
    const [named, unnamed] = [await harbour(ben), await harbour(ben)]
    const clock = await clockOf(ben, named)
    const first = await send(named, 'frist')
    await send(named, 'second')
    await send(unnamed, 'not asked for')
    await ada.say('message.edit', { messageId: first.id, content: 'first' })
    await using wire = await ben.connect()
    const { caughtUp, synced } = await wire.auth({ epoch, clocks: { [named]: clock } })
    const events = ofChannel(caughtUp, named)
    expect(events.map((event) => event.type === 'message.changed' && event.message.content)).toEqual(['second', 'first'])
    expect(events.map(({ rev }) => rev)).toEqual([clock + 2, clock + 3])
    expect(ofChannel(caughtUp, unnamed)).toEqual([])
    expect(synced).toEqual({ type: 'synced', clocks: { [named]: clock + 3 }, more: [] })
  })

  test('[I3] a database that goes away within it ends the connection, which hears the rest at the next; it is never told that it is level', async () => {
    const node = server.oneNode
    const { sync } = node.running.app.services
    const channelId = await harbour(ben)
    const clock = await clockOf(ben, channelId)
    await send(channelId, 'while he was away')
    const { channelSince, recent } = sync
    onTestFinished(() => void Object.assign(sync, { channelSince, recent }))
    for (const failure of [new ChatError('unavailable', 'The database is not available at the moment'), new Error('Something unexpected')]) {
      Object.assign(sync, { channelSince: () => Promise.reject(failure), recent: () => Promise.reject(failure) })
      await using wire = await node.connect({ token: ben.token })
      await wire.ping()
      wire.send(JSON.stringify({ id: 900, type: 'auth', data: { epoch, clocks: { [channelId]: clock } } }))
      expect((await wire.closed).code).toBe(1011)
      expect(wire.of('synced')).toEqual([])
    }
    Object.assign(sync, { channelSince, recent })
    await using wire = await node.connect({ token: ben.token })
    const { caughtUp, synced } = await wire.auth({ epoch, clocks: { [channelId]: clock } })
    expect(ofChannel(caughtUp, channelId)).toHaveLength(1)
    expect(synced.clocks[channelId]).toBe(clock + 1)
  })

  test('[S45] words that were deleted or edited away meanwhile are not replayed', async () => {
    const channelId = await harbour(ben)
    const [one, two] = [await send(channelId, 'the combination is 7-3-1'), await send(channelId, 'meet at pier 9')]
    await ada.say('message.delete', { messageId: one.id })
    await ada.say('message.edit', { messageId: two.id, content: 'meet at noon' })
    await using wire = await ben.connect()
    await wire.auth({ epoch, clocks: { [channelId]: 0 } })
    expect(wire.texts.join('\n')).not.toMatch(/combination|pier 9/)
    expect(wire.texts.join('\n')).toContain('meet at noon')
  })

  test('[C11][S45][I6] those who come back to one channel are read for once, and no word that is gone is told from memory', async () => {
    const node = server.oneNode
    const { sync } = node.running.app.services
    const { recent } = sync
    let reads = 0
    onTestFinished(() => void Object.assign(sync, { recent }))
    sync.recent = (channelId, since) => {
      reads++
      return recent(channelId, since)
    }
    const channelId = await harbour(ben)
    const clock = await clockOf(ben, channelId)
    const [one, two] = [await send(channelId, 'the combination is 7-3-1'), await send(channelId, 'meet at pier 9')]
    const back = async (person: Person, since = clock): Promise<unknown[]> => {
      await using wire = await node.connect({ token: person.token })
      const { caughtUp } = await wire.auth({ epoch, clocks: { [channelId]: since } })
      return ofChannel(caughtUp, channelId).map((event) => (event.type === 'message.changed' ? event.message.content : event.type))
    }
    // Somebody stays, so that the node hears the channel.
    await using stays = await node.connect({ token: ben.token })
    await stays.ping()
    const all = ['the combination is 7-3-1', 'meet at pier 9']
    expect(await Promise.all([back(ada), back(ben), back(ben)])).toEqual([all, all, all])
    const three = await send(channelId, 'said meanwhile')
    await stays.until('message.changed', ({ message }) => message.id === three.id)
    expect(await back(ada)).toEqual([...all, 'said meanwhile'])
    expect(await back(ben, clock + 1)).toEqual(['meet at pier 9', 'said meanwhile'])
    expect(reads).toBe(1)

    await ada.say('message.edit', { messageId: two.id, content: 'meet at noon' })
    const { rev } = await ada.say('message.delete', { messageId: one.id })
    await stays.until('message.changed', (event) => event.rev === rev)
    expect(await Promise.all([back(ada), back(ben)])).toEqual([
      ['said meanwhile', 'meet at noon', ''],
      ['said meanwhile', 'meet at noon', ''],
    ])
    expect(reads).toBe(2)

    expect(await back(cleo)).toEqual([])
    await ada.say('member.remove', { channelId, userId: ben.id })
    expect(await back(ben)).toEqual([])
  })

  test('[W27] a channel that was lost is gone, and nothing of it is told; re-joined, it is told again', async () => {
    const channelId = await harbour(ben)
    const clock = await clockOf(ben, channelId)
    await ada.say('member.remove', { channelId, userId: ben.id })
    await send(channelId, 'without Ben')
    {
      await using wire = await ben.connect()
      const { welcome, caughtUp } = await wire.auth({ epoch, clocks: { [channelId]: clock, [crypto.randomUUID()]: 4 }, me: 0 })
      expect(welcome.gone).toHaveLength(2)
      expect(ofChannel(caughtUp, channelId)).toEqual([])
      expect(wire.texts.join('\n')).not.toContain('without Ben')
    }
    await ada.say('member.add', { channelId, userIds: [ben.id] })
    await using wire = await ben.connect()
    const { welcome, caughtUp } = await wire.auth({ epoch, clocks: { [channelId]: clock } })
    expect(welcome.gone).toEqual([])
    expect(ofChannel(caughtUp, channelId).map(({ type }) => type)).toEqual(['message.changed', 'member.changed'])
  })

  test('[I3] what happens during the catch-up is not lost between history and life', async () => {
    const channelId = await harbour(ben)
    const clock = await clockOf(ben, channelId)
    const total = 300
    const writing = (async () => {
      for (let n = 0; n < total; n++) await send(channelId, `m${n}`)
    })()
    for (let round = 0; round < 12; round++) {
      await using wire = await ben.connect()
      const { synced } = await wire.auth({ epoch, clocks: { [channelId]: clock } })
      const { sum } = await wire.ping()
      const revs = new Set(ofChannel(wire.events, channelId).map(({ rev }) => rev))
      const reached = Math.max(clock, ...revs)
      expect(reached).toBeGreaterThanOrEqual(synced.clocks[channelId] ?? 0)
      for (let rev = clock + 1; rev <= reached; rev++) expect(revs.has(rev), `rev ${rev} of ${reached}`).toBe(true)
      expect(sum).toBeGreaterThan(0)
    }
    await writing
  })

  test('[W24] beyond a thousand rows the channel is named in more, and channel.sync asks on to the end', async () => {
    const channelId = await harbour(ben)
    for (let n = 0; n < 11; n++) await Promise.all(Array.from({ length: 100 }, () => send(channelId, 'x')))
    await using wire = await ben.connect()
    const { synced, caughtUp } = await wire.auth({ epoch, clocks: { [channelId]: 0 } })
    expect(synced.more).toEqual([channelId])
    expect(ofChannel(caughtUp, channelId)).toHaveLength(LIMITS.catchUpRows)
    const revs = ofChannel(caughtUp, channelId).map(({ rev }) => rev)
    for (let page = { clock: synced.clocks[channelId] ?? 0, more: true }; page.more; ) {
      const next = await wire.say('channel.sync', { channelId, clock: page.clock })
      revs.push(...next.events.map(({ rev }) => rev))
      page = next
    }
    expect(revs).toEqual([...new Set(revs)].sort((a, b) => a - b))
    expect(revs.at(-1)).toBe(await clockOf(ben, channelId))
  })
})

describe('[C16] another history', () => {
  test.each([
    ['another epoch', { epoch: 'another', me: 0, workspace: 0 }],
    ['a clock of my own from the future', { epoch, me: 1_000_000 }],
    ['a workspace from the future', { epoch, workspace: 1_000_000 }],
    ['a channel from the future', { epoch, clocks: { [server.generalId]: 1_000_000 } }],
  ])('[W26] %s: resync stands before the welcome, and nothing is replayed', async (_what, position) => {
    await using wire = await cleo.connect()
    const { caughtUp, welcome } = await wire.auth(position)
    expect(caughtUp).toEqual([
      { type: 'resync', scope: 'all' },
      { type: 'synced', clocks: {}, more: [] },
    ])
    expect(welcome.gone).toEqual([])
    const [resync, answer] = [wire.texts.findIndex((text) => text.includes('"resync"')), wire.texts.findIndex((text) => text.startsWith('{"re"'))]
    expect(resync).toBeLessThan(answer)
  })

  test("[W25] one's own scope too far behind is flagged, never told in part", async () => {
    const eli = await server.register('Eli')
    const channelId = (await eli.say('channel.create', { kind: 'private', name: 'many' })).channel.id
    const { store } = server.running.app
    const create = (n: number) => store.write('channel.create', { userId: eli.id, id: crypto.randomUUID(), kind: 'private', name: `c${n}`, topic: '' })
    await Promise.all(Array.from({ length: 1_010 }, (_, n) => create(n)))
    await send(channelId, 'last', eli)
    await using wire = await eli.connect()
    const { caughtUp, synced, welcome } = await wire.auth({ epoch, me: 0, workspace: 0 })
    expect(caughtUp.filter(({ type }) => type === 'resync')).toEqual([{ type: 'resync', scope: 'me' }])
    expect(caughtUp.filter(({ type }) => type === 'membership.changed')).toEqual([])
    expect(synced.workspace).toBe(welcome.workspace.clock)
  }, 60_000)
})
