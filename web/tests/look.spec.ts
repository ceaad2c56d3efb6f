import type { Page } from '@playwright/test'
import { type Account, arrived, composer, conversationRow, expect, message, say, seriousViolations, serverForThisFile, sidebar, test } from './support.ts'

const server = serverForThisFile()
let ada: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  await server.register('Ben Okafor')
})

test('signing in and signing up: no serious accessibility violation, light and dark', async ({ visit }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await visit(server, { colorScheme })
    await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
    expect.soft(await seriousViolations(page), `sign in, ${colorScheme}`).toEqual([])
    await page.getByRole('button', { name: 'Create an account' }).click()
    expect.soft(await seriousViolations(page), `create an account, ${colorScheme}`).toEqual([])
  }
})

test('the conversation, its details and its dialogs: no serious accessibility violation, light and dark', async ({ visit }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    const page = await visit(server, { as: ada, colorScheme })
    await arrived(page)
    await composer(page).fill(`In ${colorScheme}: \`berth 4\`, https://harbour.test/tide and\n\`\`\`\nconst high = '11:20'\n\`\`\``)
    await composer(page).press('Enter')
    await expect(message(page, `In ${colorScheme}`).locator('pre')).toHaveText("const high = '11:20'")
    await expect(message(page, `In ${colorScheme}`).getByRole('link')).toHaveAttribute('rel', /noopener/)
    expect.soft(await seriousViolations(page), `conversation, ${colorScheme}`).toEqual([])
    await page.getByRole('button', { name: 'Details', exact: true }).click()
    await expect(page.getByRole('complementary', { name: 'Details' })).toBeVisible()
    expect.soft(await seriousViolations(page), `details, ${colorScheme}`).toEqual([])
    for (const [button, dialog] of [
      ['Search or jump to', 'Search or jump to'],
      ['Create a channel', 'Create a channel'],
      ['Browse channels', 'Browse channels'],
      ['New direct message', 'New direct message'],
    ] as const) {
      await sidebar(page).getByRole('button', { name: button }).first().click()
      await expect(page.getByRole('dialog', { name: dialog })).toBeVisible()
      expect.soft(await seriousViolations(page), `${dialog}, ${colorScheme}`).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.getByRole('dialog')).toHaveCount(0)
    }
  }
})

test('on a phone: the list, a conversation, and back', async ({ visit }) => {
  const page = await visit(server, { as: ada, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await conversationRow(page, 'general').tap()
  await arrived(page)
  await expect(sidebar(page)).toBeHidden()
  await composer(page).fill('From the quay')
  await page.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(message(page, 'From the quay')).toBeInViewport()
  await expect(composer(page)).toBeInViewport()
  expect(await sidewaysOverflow(page)).toBe(0)
  expect.soft(await seriousViolations(page)).toEqual([])
  await page.getByRole('link', { name: 'Back' }).tap()
  await expect(sidebar(page)).toBeVisible()
  await expect(composer(page)).toBeHidden()
  expect(await sidewaysOverflow(page)).toBe(0)
  expect.soft(await seriousViolations(page)).toEqual([])
  await page.goBack()
  await expect(message(page, 'From the quay')).toBeVisible()
})

test('dark follows the system, and a choice stays over a reload', async ({ visit }) => {
  const page = await visit(server, { as: ada, colorScheme: 'dark' })
  await arrived(page)
  const dark = await brightness(page)
  expect(dark).toBeLessThan(70)
  await page.emulateMedia({ colorScheme: 'light' })
  await expect.poll(() => brightness(page)).toBeGreaterThan(200)

  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitemradio', { name: 'Dark' }).click()
  await expect.poll(() => brightness(page)).toBe(dark)
  await page.reload()
  await arrived(page)
  expect(await brightness(page)).toBe(dark)
})

test('words of others are only words: no markup of a message becomes part of the page', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const words = '<img src=x onerror="document.title=1"><script>document.title=2</script> javascript:alert(1) <b>bold</b>'
  await say(page, words)
  await expect(message(page, words).locator('img, script, b, a')).toHaveCount(0)
  await expect(page).toHaveTitle(/general/)
})

const sidewaysOverflow = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)

/** Mean of the background's three channels, 0 to 255, as a canvas reads any notation of colour. */
const brightness = (page: Page): Promise<number> =>
  page.evaluate(() => {
    const canvas = document.createElement('canvas').getContext('2d')
    if (!canvas) return Number.NaN
    canvas.fillStyle = getComputedStyle(document.body).backgroundColor
    canvas.fillRect(0, 0, 1, 1)
    const [red = 0, green = 0, blue = 0] = canvas.getImageData(0, 0, 1, 1).data
    return (red + green + blue) / 3
  })
