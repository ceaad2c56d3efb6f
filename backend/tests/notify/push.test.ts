import { afterAll, beforeEach, describe, expect, test, vi } from 'vitest'
import { isInside, postOutside } from '../../services/notify/outside.ts'
import { startServer } from '../harness.ts'
import { pushService, signedBy } from './push-service.ts'

const service = await pushService()
const server = await startServer({}, undefined, { post: service.post })
const ada = await server.register('Ada')
const ben = await server.register('Ben')
const { channel } = await ada.say('channel.direct', { userIds: [ben.id] })
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await service[Symbol.asyncDispose]()
})

const soon = { timeout: 20_000, interval: 50 }
const write = (content: string, channelId = channel.id) => ada.say('message.send', { channelId, content })
const pushed = (tag: string) => service.heard.filter(({ notice }) => notice.tag === tag)
const wayTo = async (messageId: string) => (await ben.say('notification.why', { messageId })).why.join(' ')

beforeEach(async () => {
  await ben.say('push.subscribe', service.subscription)
  // Who looks at Parley is told by the page.
  await ben.say('presence.set', { state: 'away' })
})

describe('pushes', () => {
  test('a device reads what was meant for its person, signed by the key that the server tells', async () => {
    const { id, seq } = await write('The ferry leaves at six')
    await vi.waitFor(() => expect(pushed(id)).toHaveLength(1), soon)
    const [push] = pushed(id)
    expect(push?.notice).toEqual({ title: 'Ada', body: 'The ferry leaves at six', path: `/c/${channel.id}/${seq}`, tag: id })
    expect(push?.headers).toMatchObject({ 'content-encoding': 'aes128gcm', urgency: 'high', topic: expect.stringMatching(/^[\w-]{32}$/) })
    const { key, claims } = signedBy(push?.headers ?? {})
    expect(key).toBe((await ben.say('notification.ways', {})).pushKey)
    expect(claims).toMatchObject({ aud: new URL(service.endpoint).origin, sub: 'mailto:parley@localhost' })
    const { deliveries } = await ben.say('notification.why', { messageId: id })
    expect(deliveries).toMatchObject([{ way: 'push', state: 'sent', messageId: id }])
  })

  test('what was read, what mentions nobody, and what is muted goes nowhere; what names somebody does, without words where they want none', async () => {
    const general = server.generalId
    await ben.say('preferences.update', { pushWords: false })
    const read = await write('read at once')
    await ben.say('channel.read', { channelId: channel.id, seq: read.seq })
    const plain = await write('just words', general)
    const named = await write(`ahoy @${ben.user.handle}`, general)
    await vi.waitFor(() => expect(pushed(named.id)).toHaveLength(1), soon)
    expect(pushed(named.id)[0]?.notice).toMatchObject({ title: 'Ada in #general', body: '' })
    expect([pushed(read.id), pushed(plain.id)]).toEqual([[], []])
    expect([await wayTo(read.id), await wayTo(plain.id), await wayTo(named.id)]).toEqual(['read', 'notMeant', 'mention mailNoWay'])
    await ben.say('preferences.update', { pushWords: true })
  })

  test('a push service that is down loses nothing: it is told again, and the same topic lets the device show one', async () => {
    service.answers.push(503)
    const before = service.asked.length
    const { id } = await write('Mind the rocks')
    await vi.waitFor(() => expect(pushed(id)).toHaveLength(1), soon)
    const topics = service.asked.slice(before).map(({ topic }) => topic)
    expect(topics).toHaveLength(2)
    expect(new Set(topics).size).toBe(1)
  })

  test('a device that is gone is forgotten, and so is one whose session ended', async () => {
    service.answers.push(410)
    const { id } = await write('Anybody there?')
    await vi.waitFor(async () => expect((await ben.say('notification.log', {})).deliveries[0]).toMatchObject({ messageId: id, state: 'failed' }), soon)
    expect(await wayTo(id)).toBe('direct pushNoDevice mailNoWay')
    const other = await server.login(ben)
    await other.rest('POST', '/api/push', service.subscription)
    expect(await wayTo(id)).toBe('direct mailNoWay')
    await other.rest('POST', '/api/logout', {})
    expect(await wayTo(id)).toBe('direct pushNoDevice mailNoWay')
  })

  test('[W102] a reminder whose time has come is pushed, once a time that it comes', async () => {
    await ben.say('push.subscribe', service.subscription)
    const id = crypto.randomUUID()
    await ben.say('reminder.create', { id, at: Date.now() + 300, content: 'Mend the net' })
    const notices = () => service.heard.filter(({ notice }) => notice.tag.startsWith(id)).map(({ notice }) => notice)
    await vi.waitFor(() => expect(notices()).toHaveLength(1), soon)
    expect(notices()[0]).toMatchObject({ title: 'Reminder', body: 'Mend the net', path: '/later' })
    await ben.say('reminder.update', { reminderId: id, at: Date.now() + 300 })
    await vi.waitFor(() => expect(new Set(notices().map(({ tag }) => tag)).size).toBe(2), soon)
    expect((await ben.say('reminder.why', { reminderId: id })).why).toEqual(['reminder', 'mailNoWay'])
    await ben.say('reminder.update', { reminderId: id, done: true })
    expect((await ben.say('notification.log', {})).deliveries[0]).toMatchObject({ way: 'push', state: 'sent', messageId: null, reminderId: id })
  })

  test('a test goes to all devices at once, whatever is quiet', async () => {
    const { deliveries } = await ben.say('notification.test', {})
    expect(service.heard.at(-1)?.notice).toMatchObject({ title: 'Parley', path: '/settings/notifications' })
    expect(deliveries[0]).toMatchObject({ way: 'push', state: 'sent', messageId: null })
  })
})

describe('where pushes may not go', () => {
  const nowhere = [
    '127.0.0.1',
    '10.1.2.3',
    '172.20.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '::1',
    '::ffff:127.0.0.1',
    'fd00::1',
    'fe80::1',
  ]
  test.each(nowhere)('%s is inside', (address) => expect(isInside(address)).toBe(true))
  test.each(['93.184.216.34', '2606:2800:220:1::1'])('%s is not', (address) => expect(isInside(address)).toBe(false))

  const refused = [
    'http://push.example/x',
    'https://127.0.0.1/x',
    'https://[::1]/x',
    'https://localhost/x',
    'https://2130706433/x',
    'https://[::ffff:7f00:1]/x',
  ]
  test.each(refused)('%s is refused before a word is said', async (url) => {
    await expect(postOutside({ url, headers: {}, body: Buffer.alloc(0) }, AbortSignal.timeout(5_000))).rejects.toThrow(/Internet|out there/)
  })
})
