import type { Head, User } from '@parley/protocol'
import { fillWorkspace } from '../../bench/web/fill.ts'
import { type Account, arrived, composer, conversationRow, expect, message, messages, say, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
let ada: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
})

test('what is marked unread after something was sent from here stays unread, though one looks at it', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await say(page, 'The tide turns at noon')
  await say(page, 'Crane two waits')
  const { channels } = await server.get<{ channels: Head[] }>('/api/channels', ada.token)
  const { channel } = channels.find((head) => head.channel.name === 'general') as Head
  const tile = message(page, 'Crane two waits')
  await tile.hover()
  await tile.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Mark unread from here' }).click()
  await expect(conversationRow(page, 'general')).toHaveAttribute('data-unread', '1')
  await page.waitForTimeout(1_500) // a mark raised by looking would have been sent by now
  await expect(conversationRow(page, 'general')).toHaveAttribute('data-unread', '1')
  expect((await server.get<Head>(`/api/channels/${channel.id}`, ada.token)).readSeq).toBe(channel.lastSeq - 1)
})

test('who looks far back after sending stays there', async ({ visit }) => {
  const { user } = await server.get<{ user: User }>('/api/user', ada.token)
  await fillWorkspace((path, body, token) => server.post(path, body, token), { token: ada.token, handle: user.handle }, { channels: 1, long: 500, short: 0 })
  const page = await visit(server, { as: ada })
  await arrived(page)
  await conversationRow(page, 'harbour-log').click()
  await arrived(page, '#harbour-log')
  await say(page, 'Read it all', '#harbour-log')
  await expect(async () => {
    await page.getByRole('log').evaluate((log) => log.scrollBy({ top: -4_000 }))
    await expect(messages(page).first()).toHaveAttribute('data-seq', '1', { timeout: 500 })
  }).toPass({ timeout: 30_000 })
  await expect(message(page, 'Read it all')).toHaveCount(0)
  await expect(composer(page, '#harbour-log')).toBeVisible()
})
