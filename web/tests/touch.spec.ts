import type { Page } from '@playwright/test'
import { rest, swipe } from './fingers.ts'
import { type Account, arrived, composer, conversationRow, expect, message, PASSWORD, serverForThisFile, sidebar, test } from './support.ts'
import { sidewaysOverflow } from './words.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, reducedMotion: 'reduce' } as const
let ada: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  await server.register('Ben Okafor')
  await server.post('/api/channels', { name: 'harbour', kind: 'public', topic: 'Tides and berths' }, ada.token)
})

test('a whole day under a finger: signing up, writing, a long press on a row, a swipe back, details, settings', async ({ visit }) => {
  test.setTimeout(120_000)
  const page = await visit(server, phone)
  await large(page, 'sign in')
  await page.getByRole('button', { name: 'Create an account' }).tap()
  for (const [label, words] of [
    ['Name', 'Cleo Marsh'],
    ['E-mail', 'cleo@harbour.test'],
    ['Password', PASSWORD],
  ] as const) {
    await page.getByLabel(label, { exact: true }).tap()
    await page.keyboard.insertText(words)
  }
  await large(page, 'sign up')
  await page.getByRole('button', { name: 'Create account' }).tap()

  // Who comes for the first time on a phone stands before the list or in the first conversation.
  await expect(sidebar(page).or(composer(page)).first()).toBeVisible()
  if (!(await sidebar(page).isVisible())) await swipe(page, 8, 240)
  await expect(sidebar(page)).toBeVisible()
  await large(page, 'list')
  await conversationRow(page, 'general').tap()
  await arrived(page)
  await composer(page).tap()
  await page.keyboard.insertText('From the quay')
  await page.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(message(page, 'From the quay')).not.toHaveClass(/pending/)
  await large(page, 'conversation')

  // history.spec.ts rests on a message; here it is touched, and its tools appear.
  await message(page, 'From the quay').tap()
  await page.getByRole('button', { name: 'More actions' }).tap()
  const edit = page.getByRole('menuitem', { name: 'Edit message' })
  await expect(edit).toBeVisible()
  await large(page, 'menu of a message')
  await edit.tap()
  const field = page.getByRole('textbox', { name: 'Edit message' })
  await field.fill('From the old quay')
  await large(page, 'editing')
  await page.getByRole('button', { name: 'Save', exact: true }).tap()
  await expect(message(page, 'From the old quay')).toContainText('(edited)')

  await page.getByRole('button', { name: 'Show formatting' }).tap()
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await large(page, 'formatting bar')
  await page.getByRole('button', { name: 'Hide formatting' }).tap()
  await page.getByRole('button', { name: 'Emoji', exact: true }).tap()
  await expect(page.getByRole('gridcell').first()).toBeVisible()
  await large(page, 'emoji picker')
  await page.getByRole('gridcell').first().tap()
  await expect(composer(page)).not.toHaveValue('')
  await composer(page).fill('')
  await page.getByRole('button', { name: /Jump to date/ }).tap()
  await expect(page.getByRole('dialog')).toBeVisible()
  await large(page, 'date dialog')
  await page.getByRole('button', { name: 'Close', exact: true }).tap()

  await page.getByRole('button', { name: 'Details', exact: true }).tap()
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details).toContainText('Created')
  await large(page, 'details')
  await details.getByRole('button', { name: 'Mute', exact: true }).tap()
  await expect(details.getByRole('button', { name: 'Unmute' })).toBeVisible()
  await details.getByRole('button', { name: 'Close details' }).tap()
  await swipe(page, 8, 240)
  await expect(sidebar(page)).toBeVisible()

  await rest(page, conversationRow(page, 'general'))
  await expect(page.getByRole('menuitem', { name: 'Unmute' })).toBeVisible()
  await large(page, 'menu of a row')
  await page.getByRole('menuitem', { name: 'Unmute' }).tap()
  await expect(conversationRow(page, 'general')).not.toHaveClass(/mute/)

  for (const name of ['Search or jump to', 'Create a channel', 'New direct message', 'Browse channels']) {
    await sidebar(page).getByRole('button', { name }).first().tap()
    const dialog = page.getByRole('dialog')
    await expect(dialog).toBeVisible()
    await expect(dialog.locator('[aria-busy=true]')).toHaveCount(0)
    await large(page, name)
    if (name === 'Search or jump to') await page.touchscreen.tap(195, 835)
    else await dialog.getByRole('button', { name: 'Close', exact: true }).tap()
    await expect(dialog).toHaveCount(0)
  }

  await page.getByRole('button', { name: 'Account and settings' }).tap()
  await large(page, 'own menu')
  await page.getByRole('menuitem', { name: 'Settings' }).tap()
  const pages = page.getByRole('navigation', { name: 'Settings' })
  await expect(pages).toBeVisible()
  await large(page, 'settings')
  for (const name of ['Profile', 'Appearance', 'Language', 'Keyboard', 'Devices']) {
    await pages.getByRole('link', { name, exact: true }).tap()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await large(page, `settings, ${name}`)
    await page.getByRole('link', { name: 'All settings' }).tap()
    await expect(pages).toBeVisible()
  }
})

test('what administrators use is as large under a finger', async ({ visit }) => {
  const page = await visit(server, { ...phone, as: ada, path: '/settings/workspace' })
  for (const path of ['workspace', 'invites', 'people']) {
    await page.goto(`${server.url}/settings/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await large(page, `settings, ${path}`)
  }
  await page.goto(`${server.url}/search?q=quay`)
  await expect(page.getByRole('searchbox')).toBeVisible()
  await large(page, 'search')
})

/** Everything that can be tapped and does not stand within a sentence is at least 40 px high and wide; nothing scrolls sideways. */
async function large(page: Page, where: string): Promise<void> {
  const small = await page.evaluate(() => {
    const covering = document.querySelector('dialog[open]') ?? document.querySelector(':popover-open') ?? document.body
    const all = covering.querySelectorAll<HTMLElement>(
      'button, a, select, summary, [role=option], label:has(input[type=radio]), input:not([type=radio], [type=checkbox])',
    )
    return [...all].flatMap((one) => {
      if (
        !one.checkVisibility({ visibilityProperty: true, opacityProperty: true, contentVisibilityAuto: true }) ||
        one.closest('p, .body, .visually-hidden, .skip, [inert]')
      )
        return []
      // A line to write in is as large as the label around it.
      const { width, height } = (one.closest('label, .field-line') ?? one).getBoundingClientRect()
      return width < 39.5 || height < 39.5 ? [`${one.tagName}.${one.className} “${one.ariaLabel ?? one.textContent}”: ${width} × ${height}`] : []
    })
  })
  expect.soft(small, where).toEqual([])
  expect.soft(await sidewaysOverflow(page), `${where}: sideways`).toBe(0)
}
