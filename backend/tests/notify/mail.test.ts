import { randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, test, vi } from 'vitest'
import { type Person, startServer, type TestServer, temporaryFolder } from '../harness.ts'
import { header, MailServer } from './mail-server.ts'

const post = await MailServer.start()
const { mails } = post
const server = await startServer({ SMTP_URL: post.url, PUBLIC_URL: 'https://chat.example.org', MAIL_FROM: 'Harbour <post@example.org>' })
const ada = await server.register('Ada')
const ben = await server.register('Ben')
afterAll(async () => {
  await server[Symbol.asyncDispose]()
  await post[Symbol.asyncDispose]()
})

const soon = { timeout: 20_000, interval: 50 }

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
  expect(header(raw, 'list-unsubscribe')).toMatch(/^<https:\/\/chat\.example\.org\/unsubscribe\/[\w.-]+>$/)
  expect(header(raw, 'list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click')
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
  post.refusals = 2
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

test('a mail program ends the mails by the one request of RFC 8058, without signing in; to open the address changes nothing', async () => {
  mails.length = 0
  await ben.say('preferences.update', { mail: true })
  await ben.say('notification.test', {})
  const link = header(mails[0]?.raw ?? '', 'list-unsubscribe').slice(1, -1)
  const path = new URL(link).pathname
  expect(mails[0]?.raw.replace(/=\r\n/g, ''), 'for people, too').toContain(link)
  const wants = async () => (await ben.say('preferences.get', {})).mail
  const open = await fetch(`${server.url}${path}`, { headers: { 'accept-language': 'de-AT,de;q=0.9' } })
  expect([open.status, await open.text()]).toEqual([200, expect.stringMatching(/<html lang="de">[\s\S]*<form method="post"><button>Keine E-Mails mehr/)])
  expect(await wants()).toBe(true)
  const oneClick = (to: string, body: URLSearchParams | FormData) => fetch(`${server.url}${to}`, { method: 'POST', body })
  const forged = path.replace(ben.id, ada.id)
  expect((await oneClick(forged, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))).status).toBe(404)
  expect((await oneClick(`${path}x`, new URLSearchParams())).status).toBe(404)
  expect([await wants(), (await ada.say('preferences.get', {})).mail]).toEqual([true, true])
  expect((await oneClick(path, new URLSearchParams({ 'List-Unsubscribe': 'One-Click' }))).status).toBe(200)
  expect(await wants()).toBe(false)
  const form = new FormData()
  form.set('List-Unsubscribe', 'One-Click')
  expect((await oneClick(path, form)).status, 'said twice').toBe(200)
  await ben.say('preferences.update', { mail: true })
})

test('[W102] a reminder that nobody says "done" to is mailed, once it was tried again the same mail; a done one is not', async () => {
  mails.length = 0
  post.refusals = 1
  const said = await ada.say('message.send', { channelId: server.generalId, content: 'The tide turns at four' })
  const ids = [randomUUID(), randomUUID()]
  for (const reminderId of ids) await ben.say('reminder.create', { id: reminderId, at: Date.now() + 300, messageId: said.id })
  const fired = async (id = '') => (await ben.say('later.list', { type: 'reminder' })).rows.find((row) => row.id === id && 'firedAt' in row && row.firedAt)
  await vi.waitFor(async () => expect([await fired(ids[0]), await fired(ids[1])]).toMatchObject([{}, {}]), soon)
  const planned = async () => (await server.sql(`select id, payload, due_at from jobs where kind = 'reminderMail'`)) as { id: string; payload: string }[]
  await vi.waitFor(async () => expect(await planned()).toHaveLength(2), soon)
  await ben.say('reminder.update', { reminderId: ids[1] ?? '', done: true })
  const jobs = (await planned()).map(({ id, payload }) => ({ id: `now ${id}`, kind: 'reminderMail', dueAt: Date.now(), payload: JSON.parse(payload) }))
  await server.running.app.store.write('job.put', { jobs })
  for (const { id } of jobs) await doneWith(id)
  expect(mails.map(({ to, raw }) => [to, header(raw, 'subject')])).toEqual([1, 2].map(() => ['ben@example.org', 'Reminder: The tide turns at four']))
  expect(new Set(mails.map(({ raw }) => header(raw, 'message-id'))).size).toBe(1)
  expect(mails[0]?.raw.replace(/=\r\n/g, '')).toContain(`https://chat.example.org/c/${said.channelId}/${said.seq}`)
  expect(await ben.say('reminder.why', { reminderId: ids[0] ?? '' })).toMatchObject({
    why: ['reminder', 'pushNoDevice'],
    deliveries: [{ way: 'mail', state: 'sent', reminderId: ids[0] }],
  })
  expect((await ben.say('reminder.why', { reminderId: ids[1] ?? '' })).why).toEqual(['reminderDone'])
  await expect(ada.say('reminder.why', { reminderId: ids[0] ?? '' })).rejects.toMatchObject({ failure: { code: 'not_found' } })
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
