import { LIMITS } from '@parley/protocol'
import { bootSchema, type Opening } from '@parley/protocol/schemas'
import { afterAll, describe, expect, test } from 'vitest'
import { scriptJson } from '../../utils/script-json.ts'
import { fresh, type Person, startWorkspace } from '../harness.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())

const short = (channelId: string): string => channelId.replaceAll('-', '')
/** What a page at this path is begun with. */
async function begun(person: Person, path: string): Promise<Opening | undefined> {
  const { body } = await person.rest('GET', `/api/boot?path=${encodeURIComponent(path)}`)
  return bootSchema.parse(body).session
}
const words = (session: Opening | undefined): string[] => session?.page?.messages.map((message) => message.content) ?? []

describe('[W74] what a page brings', () => {
  test('who I am, my conversations, the newest page of the one the path means, and the clocks to resume from', async () => {
    const { channel } = await ada.say('channel.create', { kind: 'private', name: fresh('harbour') })
    const message = await ada.say('message.send', { channelId: channel.id, content: 'High water at 11:20' })
    const session = await begun(ada, `/c/anything~${short(channel.id).slice(0, 20)}`)
    expect(session?.welcome).toMatchObject({ user: { id: ada.id }, epoch: server.running.app.store.identity.epoch })
    expect(session?.welcome.channels.map((head) => head.channel.id)).toContain(channel.id)
    expect(session?.page).toMatchObject({ channelId: channel.id, clock: message.rev, lastSeq: 1, messages: [message] })
    expect(session?.users.map((user) => user.id)).toContain(ada.id)
    const { body } = await ada.rest('POST', '/api/sync', {
      epoch: session?.welcome.epoch,
      clocks: { [channel.id]: session?.page?.clock },
      me: session?.welcome.me,
      workspace: session?.welcome.workspace.clock,
    })
    expect(body).toMatchObject({ reset: false, events: [], more: [], gone: [] })
  })

  test('around the message of the address; home is #general; an unknown address brings no page', async () => {
    const { channel } = await ada.say('channel.create', { kind: 'private', name: fresh('long') })
    for (let n = 1; n <= 80; n++) await ada.say('message.send', { channelId: channel.id, content: `line ${n}` })
    const around = words(await begun(ada, `/c/long~${short(channel.id)}/10`))
    expect(around).toContain('line 10')
    expect(around).not.toContain('line 80')
    expect((await begun(ada, '/'))?.page?.channelId).toBe(server.generalId)
    for (const path of ['/c/nothing~ffffffffffff', '/c/nothing~', '/settings', '/c/%00~-/1e9']) expect((await begun(ada, path))?.page ?? null).toBeNull()
  })

  test('home is the default channel also when it is renamed, and another takes its name', async () => {
    await ada.say('channel.update', { channelId: server.generalId, name: fresh('town-square') })
    await ada.say('channel.create', { kind: 'public', name: 'general' })
    const session = await begun(ada, '/')
    expect(session?.page?.channelId).toBe(server.generalId)
    expect(session?.welcome.workspace.defaultChannelId).toBe(server.generalId)
  })

  test('with many unread, around the first of them, where reading begins', async () => {
    const { channel } = await ada.say('channel.create', { kind: 'private', name: fresh('busy') })
    await ada.say('member.add', { channelId: channel.id, userIds: [ben.id] })
    await ben.say('message.send', { channelId: channel.id, content: 'read so far' })
    for (let n = 1; n <= 70; n++) await ada.say('message.send', { channelId: channel.id, content: `news ${n}` })
    const unread = words(await begun(ben, `/c/busy~${short(channel.id)}`))
    expect(unread).toContain('read so far')
    expect(unread).toContain('news 1')
    expect(unread).not.toContain('news 70')
  })

  test('`GET /api/boot` alone stays small', async () => {
    expect((await ada.rest('GET', '/api/boot')).body).not.toHaveProperty('session')
  })

  test('long messages: the oldest are left out, and it stays within its bound', async () => {
    const { channel } = await ada.say('channel.create', { kind: 'private', name: fresh('tome') })
    for (let n = 1; n <= 20; n++) await ada.say('message.send', { channelId: channel.id, content: `${n} ${'<'.repeat(3_000)}` })
    const session = await begun(ada, `/c/tome~${short(channel.id)}`)
    expect(scriptJson(session).length).toBeLessThanOrEqual(LIMITS.openingBytes)
    expect(words(session).at(-1)).toMatch(/^20 /)
    expect(words(session).length).toBeGreaterThan(0)
    expect(words(session).length).toBeLessThan(20)
  })
})

describe('[I6] only what its reader may read', () => {
  test('one who was removed, one who was never in, and one whose session ended', async () => {
    const name = fresh('conclave')
    const { channel } = await ada.say('channel.create', { kind: 'private', name, topic: 'white smoke' })
    await ada.say('member.add', { channelId: channel.id, userIds: [ben.id] })
    await ada.say('message.send', { channelId: channel.id, content: 'habemus' })
    const path = `/c/${name}~${short(channel.id)}`
    expect(words(await begun(ben, path))).toContain('habemus')
    await ada.say('member.remove', { channelId: channel.id, userId: ben.id })
    for (const person of [ben, cleo]) {
      const session = await begun(person, path)
      expect(session?.welcome.user.id).toBe(person.id)
      expect(JSON.stringify(session)).not.toMatch(new RegExp(`${name}|habemus|white smoke|${channel.id}`))
    }
    const away = await server.login(ben)
    await away.rest('POST', '/api/logout')
    expect((await away.rest('GET', `/api/boot?path=${path}`)).status).toBe(401)
    expect((await server.ask('GET', `/api/boot?path=${path}`)).body).toMatchObject({ signedIn: false })
    expect((await server.ask('GET', `/api/boot?path=${path}`)).body).not.toHaveProperty('session')
  })

  test('a guest: nothing of a public channel that they are not in; a later member: nothing from before', async () => {
    const guest = await server.register(fresh('Dag'))
    const open = (await ada.say('channel.create', { kind: 'public', name: fresh('quay') })).channel
    await ada.say('message.send', { channelId: open.id, content: 'for the crew' })
    await ada.say('user.update', { userId: guest.id, role: 'guest' })
    const session = await begun(guest, `/c/quay~${short(open.id)}`)
    expect(session?.page).toBeNull()
    expect(JSON.stringify(session)).not.toContain('for the crew')
  })
})
