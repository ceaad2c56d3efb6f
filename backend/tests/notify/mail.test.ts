import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { SMTPServer } from 'smtp-server'
import { afterAll, expect, test, vi } from 'vitest'
import { type Person, startServer, type TestServer, temporaryFolder } from '../harness.ts'

/** A mail server on loopback; `refusals` says how often it is of no use. */
const mails: { to: string; raw: string }[] = []
let refusals = 0
const smtp = new SMTPServer({
  disabledCommands: ['AUTH', 'STARTTLS'],
  onData(stream, session, done) {
    const chunks: Buffer[] = []
    stream.on('data', (chunk: Buffer) => chunks.push(chunk))
    stream.on('end', () => {
      mails.push({ to: session.envelope.rcptTo.map(({ address }) => address).join(), raw: Buffer.concat(chunks).toString() })
      if (refusals-- > 0) done(Object.assign(new Error('Come back later'), { responseCode: 451 }))
      else done()
    })
  },
})
await new Promise<void>((resolve) => smtp.listen(0, '127.0.0.1', resolve))
const { port } = smtp.server.address() as { port: number }
const server = await startServer({ SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://chat.example.org', MAIL_FROM: 'Harbour <post@example.org>' })
const ada = await server.register('Ada')
const ben = await server.register('Ben')
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await new Promise<void>((resolve) => smtp.close(() => resolve()))
})

const soon = { timeout: 20_000, interval: 50 }
const header = (raw: string, name: string): string => new RegExp(`^${name}: (.*(?:\\r\\n[ \\t].*)*)`, 'im').exec(raw)?.[1]?.replace(/\r\n[ \t]+/g, ' ') ?? ''

/** The minutes that a message may stay unread are over. Answers the job. */
async function laterFor({ running }: TestServer, person: Person, channelId: string): Promise<string> {
  const id = randomUUID()
  await running.app.store.write('job.put', { jobs: [{ id, kind: 'mail', dueAt: Date.now(), payload: { userId: person.id, channelId } }] })
  return id
}
const doneWith = (job: string) => vi.waitFor(async () => expect(await server.sql(`select id from jobs where id = '${job}'`)).toEqual([]), soon)

test('what stayed unread comes as one mail a conversation; what is mailed is not mailed again, what is read never', async () => {
  const { channel } = await ada.say('channel.direct', { userIds: [ben.id] })
  const first = await ada.say('message.send', { channelId: channel.id, content: 'The ferry leaves at six' })
  await ada.say('message.send', { channelId: channel.id, content: 'Bring <b>bread</b> & rope' })
  await laterFor(server, ben, channel.id)
  await vi.waitFor(() => expect(mails).toHaveLength(1), soon)
  const { to, raw } = mails[0] ?? { to: '', raw: '' }
  expect(to).toBe('ben@example.org')
  expect(header(raw, 'from')).toBe('Harbour <post@example.org>')
  expect(header(raw, 'subject')).toMatch(/2 unread messages/)
  expect(header(raw, 'in-reply-to')).toBe(`<${channel.id}@chat.example.org>`)
  expect(header(raw, 'references')).toBe(`<${channel.id}@chat.example.org>`)
  expect(header(raw, 'list-unsubscribe')).toContain('<https://chat.example.org/settings/notifications>')
  expect(raw).toContain('The ferry leaves at six')
  expect(raw).toContain(`https://chat.example.org/c/${channel.id}/${first.seq}`)
  expect(raw, 'words are no markup').toContain('&#60;b&#62;bread')
  await vi.waitFor(async () => expect((await ben.say('notification.log', {})).deliveries.map(({ state }) => state)).toEqual(['sent', 'sent']), soon)

  const third = await ada.say('message.send', { channelId: channel.id, content: 'And a lamp' })
  await ben.say('channel.read', { channelId: channel.id, seq: third.seq })
  await doneWith(await laterFor(server, ben, channel.id))
  const fourth = await ada.say('message.send', { channelId: channel.id, content: 'Two lamps' })
  await laterFor(server, ben, channel.id)
  await vi.waitFor(() => expect(mails).toHaveLength(2), soon)
  expect(mails[1]?.raw).toContain('Two lamps')
  expect(mails[1]?.raw).not.toContain('And a lamp')
  expect(header(mails[1]?.raw ?? '', 'in-reply-to'), 'both stand together').toBe(`<${channel.id}@chat.example.org>`)
  expect((await ben.say('notification.why', { messageId: fourth.id })).deliveries).toMatchObject([{ way: 'mail', note: 'ben@example.org' }])
})

test('a mail server that is down loses nothing: the same mail goes again under the same Message-ID', async () => {
  const { channel } = await ada.say('channel.create', { kind: 'private', name: 'pier' })
  await ada.say('member.add', { channelId: channel.id, userIds: [ben.id] })
  await ada.say('message.send', { channelId: channel.id, content: 'nobody is named here' })
  await ada.say('message.send', { channelId: channel.id, content: '@ben the tide' })
  mails.length = 0
  refusals = 2
  await laterFor(server, ben, channel.id)
  await vi.waitFor(() => expect(mails).toHaveLength(1), soon)
  await ada.say('message.send', { channelId: channel.id, content: '@ben the tide is out' })
  await vi.waitFor(() => expect(mails).toHaveLength(3), soon)
  expect(new Set(mails.map(({ raw }) => header(raw, 'message-id'))).size).toBe(1)
  expect(mails.every(({ raw }) => raw.includes('the tide') && !raw.includes('is out') && !raw.includes('nobody is named'))).toBe(true)
  expect(header(mails[0]?.raw ?? '', 'subject')).toMatch(/#pier/)
})

test('who wants none gets none; a message that waits puts the mail into the future by itself', async () => {
  const { channel } = await ada.say('channel.create', { kind: 'private', name: 'cabin' })
  await ada.say('member.add', { channelId: channel.id, userIds: [ben.id] })
  const { id, createdAt } = await ada.say('message.send', { channelId: channel.id, content: '@ben are you asleep?' })
  const waiting = async () =>
    (await server.sql(`select due_at from jobs where kind = 'mail' and id like 'mail:${ben.id}:${channel.id}:%'`)) as { due_at: number }[]
  await vi.waitFor(async () => expect(await waiting()).toHaveLength(1), soon)
  const dueAt = Number((await waiting())[0]?.due_at)
  expect(dueAt).toBeGreaterThanOrEqual(createdAt + 30 * 60_000)
  expect(dueAt).toBeLessThanOrEqual(createdAt + 31 * 60_000)
  await ben.say('preferences.update', { mail: false })
  mails.length = 0
  await doneWith(await laterFor(server, ben, channel.id))
  expect((await ben.say('notification.why', { messageId: id })).why).toEqual(['mention', 'pushNoDevice', 'mailOff'])
  await ben.say('preferences.update', { mail: true })
  await ben.say('notification.test', {})
  expect(mails.map(({ raw }) => header(raw, 'subject'))).toEqual(['Parley'])
})

test('for development a folder takes the mails', async () => {
  const folder = join(temporaryFolder(), 'mails')
  await using dropping = await startServer({ SMTP_URL: pathToFileURL(folder).href })
  const cleo = await dropping.register('Cleo')
  const { deliveries } = await cleo.say('notification.test', {})
  expect(deliveries).toMatchObject([{ way: 'mail', state: 'sent', note: 'cleo@example.org' }])
  const [file = ''] = readdirSync(folder)
  expect(file).toMatch(/\.eml$/)
  expect(header(readFileSync(join(folder, file), 'utf8'), 'to')).toBe('cleo@example.org')
})
