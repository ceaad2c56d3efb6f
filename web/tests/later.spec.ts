import type { Draft, Head } from '@parley/protocol'
import { clean } from './looks.ts'
import { type Account, arrived, composer, expect, inhabited, message, say, serverForThisFile, sidebar, test } from './support.ts'
import { active, field, list, write } from './writing.ts'

const server = serverForThisFile()
let ada: Account

test.beforeAll(async () => {
  ada = (await inhabited(server)).ada
})

const LATER = { name: 'Later', exact: true }

test('a message is planned by keyboard, shown among what waits, and sent now', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await write(page, 'The tide turns at nine')
  await expect(page.getByRole('button', { name: 'Send later…' })).toBeEnabled()
  await page.getByRole('button', { name: 'Send later…' }).focus()
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Send later' })
  await expect(dialog.getByRole('button', { name: /In 20 minutes/ })).toBeFocused()
  await clean(page, 'when')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(field(page)).toHaveValue('')
  await expect(message(page, 'The tide turns')).toHaveCount(0)

  await sidebar(page).getByRole('link', LATER).click()
  await expect(page).toHaveURL(/\/later$/)
  const planned = page.getByRole('region', { name: 'Scheduled' }).getByRole('listitem')
  await expect(planned).toHaveText([/The tide turns at nine.*#general/s])
  await clean(page, 'what waits')
  await planned.getByRole('button', { name: /Options for/ }).click()
  await page.getByRole('menuitem', { name: 'Change the words…' }).click()
  await page.getByRole('dialog', { name: 'What will be sent' }).getByRole('textbox').fill('The tide turns at ten')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(planned).toHaveText([/at ten/])
  await planned.getByRole('button', { name: /Options for/ }).click()
  await page.getByRole('menuitem', { name: 'Send now' }).click()
  await expect(planned).toHaveCount(0)
  await page.goBack()
  await expect(message(page, 'The tide turns at ten')).toHaveCount(1)
})

test('a message is kept in sight and done; a reminder comes when it is due, and goes when it is done', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await say(page, 'Bring the rope')
  const menu = async (item: string) => {
    await message(page, 'Bring the rope').hover()
    await message(page, 'Bring the rope').getByRole('button', { name: 'More' }).click()
    await page.getByRole('menuitem', { name: item }).click()
  }
  await menu('Save for later')
  await menu('Remind me…')
  await page
    .getByRole('dialog', { name: 'Remind me' })
    .getByRole('button', { name: /In one hour/ })
    .click()
  await server.post('/api/reminders', { id: crypto.randomUUID(), at: Date.now() + 800, content: 'Call the pilot' }, ada.token)
  const notice = page.getByRole('region', { name: 'Reminder' })
  await expect(notice).toContainText('Call the pilot')
  await expect(sidebar(page).getByRole('link', { name: /^Later 1$/ })).toBeVisible()
  await clean(page, 'a reminder')
  await notice.getByRole('button', { name: 'Done' }).click()
  await expect(notice).toHaveCount(0)

  await sidebar(page).getByRole('link', LATER).click()
  await expect(page.getByRole('region', { name: 'Reminders' }).getByRole('listitem')).toHaveText([/Bring the rope/])
  const saved = page.getByRole('region', { name: 'Saved' }).getByRole('listitem')
  await expect(saved).toHaveText([/Ada Dunne.*Bring the rope/s])
  await saved.getByRole('checkbox', { name: 'Done' }).click()
  await expect(page.getByRole('region', { name: 'Done' }).getByRole('listitem')).toHaveText([/Bring the rope/])
  await page
    .getByRole('link', { name: /Bring the rope/ })
    .first()
    .click()
  await expect(page).toHaveURL(/\/c\/general~.*\/\d+$/)
})

test('a slash completes commands; what is none is never sent by accident', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await write(page, '/sh')
  await expect(list(page).getByRole('option')).toHaveText([/\/shrug/, /\/shortcuts/])
  await expect(active(page)).toHaveText(/\/shrug/)
  await page.keyboard.press('Tab')
  await expect(field(page)).toHaveValue('/shrug ')
  await page.keyboard.type('no idea')
  await page.keyboard.press('Enter')
  await expect(message(page, 'no idea ¯\\_(ツ)_/¯')).toHaveCount(1)
  await expect(field(page)).toHaveValue('')

  await write(page, '/dance now')
  await page.keyboard.press('Enter')
  const unknown = page.getByRole('dialog', { name: 'There is no command /dance' })
  await page.keyboard.press('Escape')
  await expect(unknown).toHaveCount(0)
  await expect(field(page)).toHaveValue('/dance now')
  await composer(page).press('Enter')
  await unknown.getByRole('button', { name: 'Send as text' }).click()
  await expect(message(page, '/dance now')).toHaveCount(1)

  await write(page, '/remind soon call the pilot')
  await page.keyboard.press('Enter')
  await expect(page.getByText('The time was not understood', { exact: false }).first()).toBeVisible()
  await expect(field(page)).toHaveValue('/remind soon call the pilot')
  await write(page, '/help')
  await page.keyboard.press('Escape')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('dialog', { name: 'Commands' })).toContainText('/topic')
  await clean(page, 'the commands')
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveValue('')
})

test('words begun on one device stand on the other, and on a phone', async ({ visit }) => {
  const [desk, phone] = [await visit(server, { as: ada }), await visit(server, { as: ada, viewport: { width: 390, height: 844 }, path: '/later' })]
  await arrived(desk)
  await expect(phone.getByRole('heading', { name: 'Later' })).toBeVisible()
  await clean(phone, 'what waits, on a phone')
  await phone.getByRole('link', { name: 'Back' }).click()
  await sidebar(phone).getByRole('link', { name: 'general' }).click()
  await arrived(phone)
  await write(desk, 'Half a sentence')
  await expect(field(phone)).toHaveValue('Half a sentence')
  await field(phone).blur()
  await composer(desk).press('Enter')
  await expect(field(phone)).toHaveValue('')
})

test("[W103] what was sent before another device's words came does not come back", async ({ visit }) => {
  const { channels } = await server.get<{ channels: Head[] }>('/api/channels', ada.token)
  const id = channels.find(({ channel }) => channel.name === 'general')?.channel.id
  await server.write('PUT', `/api/channels/${id}/draft`, { content: 'Half a word' }, ada.token)
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  const page = await visit(server, { as: ada, path: '/later' })
  await page.routeWebSocket(/./, (socket) => {
    const behind = socket.connectToServer()
    behind.onMessage(async (words) => {
      await opened
      socket.send(words)
    })
  })
  await page.evaluate(() => localStorage.clear())
  await page.goto(server.url)
  await arrived(page)
  await expect(field(page)).toHaveValue('')
  await field(page).fill('All of it')
  await field(page).press('Enter')
  open()
  const told = async () => (await server.get<{ rows: Draft[] }>('/api/later/draft', ada.token)).rows.map(({ content }) => content)
  await expect.poll(told).toEqual([''])
  await expect(message(page, 'All of it').and(page.locator(':not(.pending)'))).toHaveCount(1)
  await expect(field(page)).toHaveValue('')
})
