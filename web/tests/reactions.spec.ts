import type { MessagePage } from '@parley/protocol'
import { type Account, arrived, composer, conversationRow, expect, inhabited, message, say, seriousViolations, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
let ada: Account
let ben: Account
test.beforeAll(async () => {
  ;({ ada, ben } = await inhabited(server))
})

test('[I3] [C17] an emoji is seen by both at once, counted, named and taken back; and is there after a reload', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await say(adas, 'The Ludvig is in')
  const [here, there] = [message(adas, 'The Ludvig is in'), message(bens, 'The Ludvig is in')]
  await there.hover()
  await there.getByRole('button', { name: 'React with 👍' }).click()
  await expect(here.getByRole('button', { name: '👍, 1 person' })).toHaveAttribute('aria-pressed', 'false')
  await here.getByRole('button', { name: '👍, 1 person' }).click()
  await expect(there.getByRole('button', { name: '👍, 2 people' })).toHaveAttribute('aria-pressed', 'true')
  await here.getByRole('group', { name: 'Reactions' }).hover()
  await expect(here.getByRole('button', { name: '👍, 2 people: Ben Okafor, You' })).toHaveAttribute('aria-pressed', 'true')
  await adas.reload()
  await arrived(adas)
  await expect(here.getByRole('button', { name: '👍, 2 people' })).toHaveAttribute('aria-pressed', 'true')
  expect(await seriousViolations(adas)).toEqual([])
  await here.getByRole('button', { name: '👍, 2 people' }).click()
  await expect(there.getByRole('button', { name: '👍, 1 person' })).toBeVisible()
  await there.getByRole('button', { name: '👍, 1 person' }).click()
  for (const place of [here, there]) await expect(place.getByRole('group', { name: 'Reactions' })).toHaveCount(0)
})

test('by keyboard alone: a letter opens all emoji beside the message, and the focus comes back to it', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await say(page, 'Crane two is free')
  await page.keyboard.press('F6')
  await page.keyboard.press('r')
  const picker = page.getByRole('dialog', { name: 'Pick an emoji' })
  await expect(picker.getByRole('combobox')).toBeFocused()
  await page.keyboard.type('anchor')
  await expect(picker.getByRole('gridcell', { name: 'anchor', exact: true })).toBeVisible()
  await page.keyboard.press('Enter')
  const place = message(page, 'Crane two is free')
  await expect(place.getByRole('button', { name: '⚓, 1 person' })).toBeVisible()
  await expect(place).toBeFocused()
  await page.keyboard.press('r')
  await page.keyboard.type('wave')
  await page.keyboard.press('Tab')
  await expect(picker.getByRole('radio', { name: 'None' })).toBeFocused()
  await page.keyboard.press('ArrowRight')
  await expect(picker.getByRole('radio', { name: 'Light', exact: true })).toBeChecked()
  await expect(picker.getByRole('gridcell', { name: 'waving hand', exact: true })).toHaveText('👋🏻')
  expect(await seriousViolations(page)).toEqual([])
  await page.keyboard.press('Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(place.getByRole('button', { name: '👋🏻, 1 person' })).toBeVisible()
  expect(await server.get<{ skinTone: number }>('/api/user/preferences', ada.token)).toMatchObject({ skinTone: 1 })
})

test('on a phone nothing that is read moves while an emoji comes under a message above the end', async ({ visit }) => {
  for (const words of ['one', 'two', 'three']) await server.post('/api/message', { content: `Berth ${words}` }, ben.token)
  const page = await visit(server, { as: ada, viewport: { width: 390, height: 740 }, isMobile: true, hasTouch: true })
  await conversationRow(page, 'general').tap()
  await arrived(page)
  const last = message(page, 'Berth three')
  const { messages } = await server.get<MessagePage>('/api/messages', ben.token)
  const id = messages.find(({ content }) => content === 'Berth one')?.id
  const before = await last.boundingBox()
  await server.write('PUT', `/api/messages/${id}/reactions/${encodeURIComponent('🎉')}`, { on: true }, ben.token)
  await expect(message(page, 'Berth one').getByRole('button', { name: '🎉, 1 person' })).toBeVisible()
  expect((await last.boundingBox())?.y).toBe(before?.y)
  expect(await seriousViolations(page)).toEqual([])
})

test('a reply shows what it answers, with both, and goes there', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await say(adas, 'When is high water?')
  await message(bens, 'When is high water?').hover()
  await message(bens, 'When is high water?').getByRole('button', { name: 'More actions' }).click()
  await bens.getByRole('menuitem', { name: 'Reply', exact: true }).click()
  await expect(bens.getByRole('group', { name: 'Replying to Ada Dunne' })).toContainText('When is high water?')
  await say(bens, 'At twenty past eleven')
  await expect(bens.getByRole('group', { name: 'Replying to Ada Dunne' })).toHaveCount(0)
  const quote = message(adas, 'At twenty past eleven').getByRole('button', { name: 'In reply to Ada Dunne When is high water?' })
  await expect(quote).toBeVisible()
  expect(await seriousViolations(adas)).toEqual([])
  await quote.click()
  await expect(adas).toHaveURL(/\/c\/general~[0-9a-f]+\/\d+/)
})

test('[C12] a deletion can be taken back, by nobody having been told of it; then it is for good', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await say(adas, 'The code is 4711')
  const place = adas.locator(`[data-message-id="${await message(adas, 'The code is 4711').getAttribute('data-message-id')}"]`)
  const leave = async () => {
    await place.focus()
    await adas.keyboard.press('Delete')
    await expect(place).toContainText('Message deleted')
  }
  await leave()
  await adas.getByRole('button', { name: 'Undo' }).click()
  await expect(place).toContainText('The code is 4711')
  await expect(place).toBeFocused()
  await expect(message(bens, 'The code is 4711')).toHaveCount(1)
  await leave()
  await adas.getByRole('button', { name: 'Delete now' }).click()
  await expect(bens.getByText('4711')).toHaveCount(0)
  await expect(adas.getByRole('group', { name: 'Message deleted.' })).toHaveCount(0)
  await expect(place).toContainText('Message deleted')
})

test('pinned for all, forwarded with where it came from, and what it said before: by menu', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await say(adas, 'Gate opens at six')
  const place = message(adas, 'Gate opens at')
  const choose = async (name: string) => {
    await place.hover()
    await place.getByRole('button', { name: 'More actions' }).click()
    await adas.getByRole('menuitem', { name }).click()
  }
  await choose('Pin to the channel')
  await expect(message(bens, 'Gate opens at six')).toContainText('Pinned by Ada Dunne')
  await bens.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(bens.getByRole('complementary', { name: 'Details' }).getByRole('button', { name: 'Gate opens at six' })).toBeVisible()
  await choose('Edit message')
  await adas.getByRole('textbox', { name: 'Edit message' }).fill('Gate opens at seven')
  await adas.getByRole('textbox', { name: 'Edit message' }).press('Enter')
  await expect(place).toContainText('seven')
  await choose('What it said before')
  await expect(adas.getByRole('dialog', { name: 'What it said before' })).toContainText('Gate opens at six')
  expect(await seriousViolations(adas)).toEqual([])
  await adas.keyboard.press('Escape')
  await choose('Forward message')
  await adas.getByRole('dialog', { name: 'Forward message' }).getByRole('button', { name: '#general' }).click()
  await expect(message(bens, 'Gate opens at seven')).toHaveCount(2)
  await expect(message(bens, 'Forwarded from #general')).toContainText('Gate opens at seven')
})

test('[I6] a link to a message unfolds for who may read it, and stays a link for who may not', async ({ visit }) => {
  const { channel } = await server.post<{ channel: { id: string } }>('/api/channels', { name: 'vault', kind: 'private' }, ada.token)
  const { seq } = await server.post<{ seq: number }>(`/api/channels/${channel.id}/messages`, { content: 'the chest lies under the buoy' }, ada.token)
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await say(adas, `see ${server.url}/c/vault~${channel.id.replaceAll('-', '')}/${seq} for it`)
  await expect(message(adas, 'for it').getByRole('blockquote')).toContainText('the chest lies under the buoy')
  await expect(message(bens, 'for it')).toHaveCount(1)
  await expect(bens.getByText('the chest lies')).toHaveCount(0)
})

/** A red square, four pixels a side. */
const SQUARE = 'iVBORw0KGgoAAAANSUhEUgAAAAQAAAAECAIAAAAmkwkpAAAAEElEQVR4nGM4oaEBRwzEcQDRQxGBSNLB6wAAAABJRU5ErkJggg=='

test('[W120] [W121] an emoji of the workspace: added on a phone, found by a further name, put on a message and written; removed, its name is there', async ({
  visit,
}) => {
  const [adas, bens] = [await visit(server, { as: ada, path: '/settings/emoji', viewport: { width: 390, height: 740 } }), await visit(server, { as: ben })]
  await adas.getByRole('button', { name: 'Add an emoji' }).click()
  const dialog = adas.getByRole('dialog', { name: 'Add an emoji' })
  await dialog.getByLabel('Choose a picture').setInputFiles({ name: 'Red Gull.png', mimeType: 'image/png', buffer: Buffer.from(SQUARE, 'base64') })
  await expect(dialog.getByLabel('Name', { exact: true })).toHaveValue('red-gull')
  await dialog.getByLabel('Further names').fill('tada')
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(dialog.getByRole('alert')).toContainText('The name :tada: is that of an emoji everybody has')
  await dialog.getByLabel('Further names').fill('seabird')
  expect(await seriousViolations(adas)).toEqual([])
  await dialog.getByLabel('Further names').press('Enter')
  await expect(adas.getByRole('listitem').filter({ hasText: ':red-gull:' })).toContainText(':seabird: · added by Ada Dunne')
  expect(await seriousViolations(adas)).toEqual([])

  await arrived(bens)
  await say(bens, 'Who shrieks?')
  await bens.keyboard.press('F6')
  await bens.keyboard.press('r')
  await bens.keyboard.type('seabird')
  await expect(bens.getByRole('gridcell', { name: 'red-gull' }).getByRole('img')).toHaveJSProperty('naturalWidth', 4)
  await bens.keyboard.press('Enter')
  const chip = message(bens, 'Who shrieks?').getByRole('button', { name: ':red-gull:, 1 person' })
  await expect(chip.locator('img')).toHaveJSProperty('naturalWidth', 4)
  await composer(bens).fill('A bird :seab')
  await expect(bens.getByRole('option', { name: ':seabird:' })).toBeVisible()
  await composer(bens).press('Tab')
  await composer(bens).press('Enter')
  const written = message(bens, 'A bird')
  await expect(written.getByRole('img', { name: ':red-gull:' })).toHaveJSProperty('naturalWidth', 4)
  expect(await seriousViolations(bens)).toEqual([])

  await adas.getByRole('button', { name: 'Remove :red-gull:' }).click()
  await adas.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(written).toContainText('A bird :red-gull:')
  await expect(chip).toContainText(':red-gull:')
  await expect(bens.locator('.own-emoji')).toHaveCount(0)
})
