import { type Account, arrived, composer, conversationRow, expect, message, messages, say, serverForThisFile, test, writeTo } from './support.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })
let ada: Account
let ben: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  ben = await server.register('Ben Okafor')
})

test('two people talk in #general, both ways, and each sees it at once', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await say(adas, 'The Ludvig is at the pilot station')
  await expect(message(bens, 'The Ludvig is at the pilot station')).toHaveCount(1)
  await say(bens, 'Crane two is free from 14:00')
  await expect(message(adas, 'Crane two is free from 14:00')).toHaveCount(1)
  await say(adas, 'Then berth four, starboard side 👍\nwith a second line')
  await expect(message(bens, 'with a second line')).toContainText('starboard side 👍')
})

test('in a direct message too, which appears with the other by itself', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await writeTo(adas, ben.name)
  await say(adas, 'Lunch at the lock?', ben.name)
  await expect(conversationRow(bens, ada.name)).toContainText('1')
  await conversationRow(bens, ada.name).click()
  await arrived(bens, ada.name)
  await expect(message(bens, 'Lunch at the lock?')).toHaveCount(1)
  await say(bens, 'In ten minutes', ada.name)
  await expect(message(adas, 'In ten minutes')).toHaveCount(1)
})

test('an edit reaches everybody, and says that it is one', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(bens)
  await arrived(adas)
  await say(adas, 'High water at 11:20')
  await expect(message(bens, 'High water at 11:20')).toHaveCount(1)
  await message(adas, 'High water at 11:20').hover()
  await message(adas, 'High water at 11:20').getByRole('button', { name: 'Edit message' }).click()
  await adas.getByRole('textbox', { name: 'Edit message' }).fill('High water at 11:50')
  await adas.getByRole('textbox', { name: 'Edit message' }).press('Enter')
  for (const page of [adas, bens]) {
    await expect(message(page, 'High water at 11:50')).toContainText('(edited)')
    await expect(message(page, 'High water at 11:20')).toHaveCount(0)
  }
})

test('a deleted message leaves a tombstone with both, and its words with nobody', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(bens)
  await arrived(adas)
  await say(adas, 'The door code is 4711')
  const place = message(bens, 'The door code is 4711')
  const id = await place.getAttribute('data-message-id')
  await message(adas, 'The door code is 4711').hover()
  await message(adas, 'The door code is 4711').getByRole('button', { name: 'Delete message' }).click()
  await adas.getByRole('button', { name: 'Delete now' }).click()
  for (const page of [adas, bens]) {
    await expect(page.locator(`[data-message-id="${id}"]`)).toContainText('Message deleted')
    await expect(page.getByText('4711')).toHaveCount(0)
  }
  await bens.reload()
  await expect(bens.locator(`[data-message-id="${id}"]`)).toContainText('Message deleted')
  await expect(bens.getByText('4711')).toHaveCount(0)
})

test('what was not read is counted, also after a reload, until it is read', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await writeTo(bens, ada.name)
  await expect(conversationRow(bens, 'general')).toHaveAttribute('data-unread', '0')
  await say(adas, 'One box is missing')
  await say(adas, 'Found it')
  await expect(conversationRow(bens, 'general')).toContainText('2')
  await expect(bens).toHaveTitle(/^\(2\)/)
  await bens.reload()
  await arrived(bens, ada.name)
  await expect(conversationRow(bens, 'general')).toContainText('2')
  await conversationRow(bens, 'general').click()
  await expect(message(bens, 'Found it')).toBeVisible()
  await expect(conversationRow(bens, 'general')).toHaveAttribute('data-unread', '0')
  await expect(bens).toHaveTitle(/^[^(]/)
  await expect.poll(async () => (await generalOf(ben)).readSeq).toBe((await generalOf(ben)).channel.lastSeq)
  await bens.reload()
  await expect(message(bens, 'Found it')).toBeVisible()
  await expect(conversationRow(bens, 'general')).toHaveAttribute('data-unread', '0')
})

test('a reload keeps the place and everything in it', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  for (const words of ['Morning', 'The tide table is up', 'Nobody reads it', 'Written before the reload']) await say(page, words)
  const path = new URL(page.url()).pathname
  const before = await messages(page).allInnerTexts()
  expect(path).toMatch(/^\/c\/general~[0-9a-f]+$/)
  expect(before.length).toBeGreaterThan(3)
  await page.reload()
  await expect(message(page, 'Written before the reload')).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(path)
  expect(await messages(page).allInnerTexts()).toEqual(before)
})

test('two tabs of one person agree', async ({ visit }) => {
  const bens = await visit(server, { as: ben })
  const first = await visit(server, { as: ada })
  const second = await first.context().newPage()
  await second.goto(server.url)
  for (const page of [bens, first, second]) await arrived(page)
  await writeTo(bens, ada.name)
  await say(first, 'From my first window')
  await expect(message(second, 'From my first window')).toHaveCount(1)
  await say(second, 'And from my second')
  await expect(message(first, 'And from my second')).toHaveCount(1)

  for (const page of [first, second]) {
    await conversationRow(page, ben.name).click()
    await arrived(page, ben.name)
  }
  await conversationRow(bens, 'general').click()
  await say(bens, 'Ada, are you there?')
  for (const page of [first, second]) await expect(conversationRow(page, 'general')).toContainText('1')
  await conversationRow(first, 'general').click()
  for (const page of [first, second]) await expect(conversationRow(page, 'general')).toHaveAttribute('data-unread', '0')

  await composer(second, ben.name).fill('A draft of the second window')
  await say(first, 'Still the first')
  await expect(composer(second, ben.name)).toHaveValue('A draft of the second window')
})

interface Head {
  channel: { name: string; lastSeq: number }
  readSeq: number
}
async function generalOf(person: Account): Promise<Head> {
  const { channels } = await server.get<{ channels: Head[] }>('/api/channels', person.token)
  const found = channels.find(({ channel }) => channel.name === 'general')
  if (!found) throw new Error('#general is missing')
  return found
}
