import type { Head } from '@parley/protocol'
import type { Page, Route } from '@playwright/test'
import { PAYLOADS } from './payloads.ts'
import { type Account, arrived, composer, expect, messages, serverForThisFile, test } from './support.ts'

test.use({ timezoneId: 'Asia/Kolkata' })

const server = serverForThisFile({ RATE_LIMITS: 'off' })
let ada: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  const ben = await server.register('Ben Okafor')
  for (let n = 1; n <= 12; n++) await server.post('/api/message', { content: `**Log** line ${n}` }, n % 3 ? ada.token : ben.token)
})

/** The page's code does not come until it is let. */
async function withoutCode(page: Page): Promise<() => Promise<void>> {
  const held: Route[] = []
  let holding = true
  await page.route('**/_next/static/chunks/*.js', (route) => (holding ? void held.push(route) : route.continue()))
  return async () => {
    holding = false
    await Promise.all(held.splice(0).map((route) => route.continue()))
  }
}

async function cameBefore(page: Page): Promise<void> {
  await page.context().addCookies([{ name: 'parley', value: ada.token, url: server.url, httpOnly: true, sameSite: 'Lax' }])
  await page.goto(server.url)
  await arrived(page)
  const unread = async () =>
    (await server.get<{ channels: Head[] }>('/api/channels', ada.token)).channels.map(({ channel, readSeq }) => channel.lastSeq - readSeq)
  await expect.poll(async () => Math.max(...(await unread()))).toBe(0)
}

const picture = (page: Page) => page.locator('first-picture')

/** Where the first of these stands in the head. */
const firstOf = (page: Page, what: string): Promise<number> =>
  page.evaluate((wanted) => [...document.head.children].findIndex((one) => one.matches(wanted)), what)

/** The first may come before the server's thread is there to draw it. */
async function openPictured(page: Page): Promise<void> {
  await expect(async () => {
    await page.goto(page.url(), { waitUntil: 'commit' })
    await expect(picture(page)).toHaveCount(1, { timeout: 1_000 })
  }).toPass()
}

test('[W74] before any code has come the messages stand there as they will, and nothing moves when it does', async ({ page }) => {
  await cameBefore(page)
  await page.reload()
  await arrived(page)
  const standing = async () =>
    page.evaluate(() => [...document.querySelectorAll('article, .side a')].map((one) => [one.textContent, one.getBoundingClientRect().toJSON()]))
  const before = await standing()
  const release = await withoutCode(page)
  await openPictured(page)
  await expect(picture(page).getByRole('article')).toHaveCount(12)
  await expect(picture(page).locator('strong')).toHaveCount(12)
  await page.evaluate(() => document.fonts.ready)
  expect(await standing()).toEqual(before)
  expect(await firstOf(page, 'script:not([src], [type])')).toBeLessThan(await firstOf(page, 'link[rel=stylesheet]'))
  await release()
  await arrived(page)
  await expect(messages(page)).toHaveCount(12)
  expect(await standing()).toEqual(before)
})

/** The composer's words before any other task runs, once the picture has gone; null if one is not writing in it. */
const inTheSameTask = (): Promise<string | null> =>
  new Promise((resolve) => {
    new MutationObserver(async () => {
      if (document.querySelector('first-picture')) return
      for (let turn = 0; turn < 3; turn++) await null
      const field = document.querySelector<HTMLTextAreaElement>('.composer textarea')
      resolve(field && field === document.activeElement ? field.value : null)
    }).observe(document.body, { childList: true })
  })

test('who was about to write in it goes on in the composer', async ({ page }) => {
  await cameBefore(page)
  const release = await withoutCode(page)
  await openPictured(page)
  await picture(page).locator('textarea').focus()
  const first = page.evaluate(inTheSameTask)
  await release()
  expect(await first, 'what a letter would find that follows at once').toBe('')
})

test('what was typed into it goes into the composer, and what was pressed is pressed', async ({ page }) => {
  await cameBefore(page)
  const release = await withoutCode(page)
  await openPictured(page)
  await picture(page).locator('textarea').fill('typed early')
  await picture(page).getByRole('button', { name: 'Details' }).click()
  const first = page.evaluate(inTheSameTask)
  await release()
  await expect(composer(page)).toHaveValue('typed early')
  expect(await first, 'what an Enter would find that follows at once').toBe('typed early')
  await expect(page.locator('.details')).toBeVisible()
})

test('what was sent from it is sent, once', async ({ page }) => {
  await cameBefore(page)
  const release = await withoutCode(page)
  await openPictured(page)
  await picture(page).locator('textarea').fill('sent early')
  await picture(page).locator('textarea').press('Enter')
  await release()
  await expect(messages(page).filter({ hasText: 'sent early' }).and(page.locator(':not(.pending)'))).toHaveCount(1)
  await expect(composer(page)).toHaveValue('')
})

test('it speaks the language and keeps the clock of the one who looks', async ({ page }) => {
  await cameBefore(page)
  await page.evaluate(() => localStorage.setItem('parley:language', 'de'))
  await page.reload()
  await expect(page.locator('.composer textarea')).toBeVisible()
  await expect.poll(() => page.evaluate(() => document.cookie)).toContain('%22de%22')
  const clock = await page.locator('article time').first().textContent()
  await withoutCode(page)
  await openPictured(page)
  await expect(picture(page).locator('.find')).toContainText('Suchen')
  await expect(picture(page).locator('article time').first()).toHaveText(clock ?? '')
})

test('[S66] what attacks a page finds nothing in its picture', async ({ page }) => {
  const { channel } = await server.post<{ channel: { id: string } }>('/api/channels', { kind: 'private', name: 'attacked' }, ada.token)
  for (const content of Object.values(PAYLOADS).flat().slice(0, 45)) await server.post('/api/message', { content, channel: channel.id }, ada.token)
  const said: string[] = []
  page.on('dialog', (dialog) => void said.push(dialog.message()))
  await cameBefore(page)
  await withoutCode(page)
  await page.evaluate((path) => history.replaceState(null, '', path), `/c/attacked~${channel.id.replaceAll('-', '')}`)
  await openPictured(page)
  await page.waitForTimeout(500)
  expect(said).toEqual([])
  expect(await picture(page).locator('script, img, iframe, object, embed, style, form[action], [onclick], [onerror], [href^="javascript"]').count()).toBe(0)
})
