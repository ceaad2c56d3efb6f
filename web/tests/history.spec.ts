import { type Account, arrived, composer, conversationRow, expect, message, messages, say, seriousViolations, serverForThisFile, test } from './support.ts'

const server = serverForThisFile({ RATE_LIMITS: 'off' })
const DAY_MS = 86_400_000
const SPAN_DAYS = 60
let ada: Account
let ben: Account

/** Eight messages a day over two months, in a channel of their own. */
test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  ben = await server.register('Ben Okafor')
  const people = ['ada', 'ben'].map((handle) => ({ sourceId: handle, name: handle, email: `${handle}@harbour.test` }))
  const channel = { sourceId: 'log', kind: 'public', name: 'harbour-log', members: ['ada', 'ben'] }
  const from = Date.now() - SPAN_DAYS * DAY_MS
  const written = Array.from({ length: SPAN_DAYS * 8 }, (_, n) => ({
    sourceId: `${n}`,
    channel: 'log',
    author: n % 2 ? 'ada' : 'ben',
    content: `Entry ${n + 1} of day ${Math.floor(n / 8) + 1}`,
    createdAt: from + n * (DAY_MS / 8),
  }))
  await server.post('/api/import', { source: 'logbook', users: people, channels: [channel], messages: written }, ada.token)
  const [log] = (await server.get<{ channels: { id: string; name: string }[] }>('/api/channels/public', ada.token)).channels.filter(
    ({ name }) => name === 'harbour-log',
  )
  for (const { token } of [ada, ben]) await server.post(`/api/channels/${log?.id}/join`, {}, token)
})

test('a day line leads to any other day, and the way back is the browser’s', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await conversationRow(page, 'harbour-log').click()
  await arrived(page, '#harbour-log')
  await expect(message(page, `Entry ${SPAN_DAYS * 8} of`)).toBeInViewport()
  await page
    .getByRole('button', { name: /Jump to date/ })
    .last()
    .click()
  const dialog = page.getByRole('dialog', { name: 'Jump to date' })
  expect(await seriousViolations(page)).toEqual([])
  await dialog.getByRole('button', { name: 'Beginning' }).click()
  await expect(dialog).toHaveCount(0)
  await expect(message(page, 'Entry 1 of day 1')).toBeInViewport()
  await page.goBack()
  await expect(message(page, `Entry ${SPAN_DAYS * 8} of`)).toBeInViewport()

  await page
    .getByRole('button', { name: /Jump to date/ })
    .last()
    .click()
  const day = new Date(Date.now() - 30 * DAY_MS)
  await dialog.getByLabel('Date').fill(day.toISOString().slice(0, 10))
  await dialog.getByLabel('Date').press('Enter')
  await expect(dialog).toHaveCount(0)
  const target = page.locator('article.target')
  await expect(target).toBeInViewport()
  const shown = await target.locator('time').first().getAttribute('datetime')
  expect(shown?.slice(0, 10)).toBe(day.toISOString().slice(0, 10))
})

test('the rail stands where the person stands in all of it, by hand and by keyboard', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await conversationRow(page, 'harbour-log').click()
  await arrived(page, '#harbour-log')
  const rail = page.getByRole('slider', { name: 'Place in the history' })
  await rail.focus()
  await page.keyboard.press('Home')
  await expect(message(page, 'Entry 1 of day 1')).toBeInViewport()
  await expect(rail).toBeFocused()
  const box = await rail.boundingBox()
  if (!box) throw new Error('There is no rail')
  await page.mouse.move(box.x + box.width / 2, box.y + 4)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 5 })
  await expect(page.locator('.rail-date')).toContainText(/Message \d+ of/)
  await expect(page.locator('.rail-date')).toContainText(/\d{4}/)
  await page.mouse.up()
  await expect(page.locator('article.target')).toContainText(/Entry (23|24|25)\d/)
  await page.keyboard.press('End')
  await expect(message(page, `Entry ${SPAN_DAYS * 8} of`)).toBeInViewport()
})

test('who stands below the new line is led to it', async ({ visit }) => {
  const away = await visit(server, { as: await server.register('Cleo Marsh') })
  await arrived(away)
  // Elsewhere: what comes while one looks is read as it comes.
  await away.goto(`${server.url}/settings/profile`)
  await expect(away.getByRole('heading', { level: 1 })).toBeVisible()
  for (let n = 1; n <= 12; n++) await server.post('/api/message', { content: `Later ${n}\nand\nmore\nand\nmore\nand\nmore` }, ben.token)
  await away.goto(server.url)
  await arrived(away)
  const line = away.locator('.day.new')
  await expect(line).toBeInViewport()
  await messages(away).last().scrollIntoViewIfNeeded()
  const pill = away.getByRole('button', { name: /new messages/ })
  await expect(pill).toBeVisible()
  await pill.click()
  await expect(line).toBeInViewport()
  await expect(pill).toHaveCount(0)
})

for (const height of [799, 800, 801]) {
  test(`who stands at the end stays there while others talk, however they came there: ${height} px high`, async ({ visit }) => {
    for (let n = 1; n <= 30; n++) await server.post('/api/message', { content: `Before, ${n}` }, ada.token)
    const page = await visit(server, { as: ada, viewport: { width: 1280, height } })
    await arrived(page)
    const log = page.getByRole('log', { name: 'Messages' })
    const ways = {
      'by the End key': () => log.press('End'),
      'by the wheel': () => page.mouse.wheel(0, 5_000),
      'a little above': () => log.evaluate((list) => list.scrollTo(0, -20)),
    }
    await log.hover()
    for (const [way, go] of Object.entries(ways)) {
      await log.evaluate((list) => list.scrollTo(0, -400))
      await expect(page.getByRole('button', { name: 'Jump to latest' })).toBeVisible()
      // A key and a wheel scroll smoothly, and what else moves the list may end that half-way.
      await expect(async () => {
        await go()
        await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0, { timeout: 1_000 })
      }).toPass()
      for (let n = 1; n <= 8; n++) await server.post('/api/message', { content: `${height}, ${way}: ${n}` }, ben.token)
      await expect(message(page, `${height}, ${way}: 8`)).toBeInViewport({ ratio: 1 })
      await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0)
    }
  })
}

test('letters act on the message in focus', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await say(page, 'Tide table for May')
  await message(page, 'Tide table for May').focus()
  await page.keyboard.press('e')
  await page.getByRole('textbox', { name: 'Edit message' }).fill('Tide table for June')
  await page.keyboard.press('Enter')
  await expect(message(page, 'Tide table for June')).toContainText('(edited)')
  await message(page, 'Tide table for June').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await page.keyboard.press('Escape')
  await message(page, 'Tide table for June').focus()
  await page.keyboard.press('Delete')
  await page.getByRole('button', { name: 'Delete now' }).click()
  await expect(message(page, 'Tide table for June')).toHaveCount(0)
})

test('a finger that rests on a message opens what can be done with it', async ({ visit }) => {
  const page = await visit(server, { as: ada, hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } })
  await conversationRow(page, 'general').tap()
  await arrived(page)
  await composer(page).fill('Rest here')
  await page.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(message(page, 'Rest here').and(page.locator(':not(.pending)'))).toBeVisible()
  const box = await message(page, 'Rest here').boundingBox()
  if (!box) throw new Error('There is no message')
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + 120, y: box.y + 15 }] })
  await expect(message(page, 'Rest here')).toBeFocused()
  await cdp.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
})
