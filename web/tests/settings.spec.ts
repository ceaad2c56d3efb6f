import type { Locator, Page } from '@playwright/test'
import { encode } from 'uqr'
import { sideways } from './reach.ts'
import { type Account, arrived, composer, expect, OUTAGE, PASSWORD, REFUSAL, Server, say, seriousViolations, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
let ada: Account
let ben: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  ben = await server.register('Ben Okafor')
})

const pages = {
  profile: 'Profile',
  appearance: 'Appearance',
  language: 'Language',
  keyboard: 'Keyboard',
  notifications: 'Notifications',
  sessions: 'Devices',
  groups: 'Groups',
  emoji: 'Emoji',
  workspace: 'Workspace',
  invites: 'Invitations',
  people: 'People',
} as const
const heading = (page: Page, name: string): Locator => page.getByRole('heading', { level: 1, name, exact: true })
const list = (page: Page): Locator => page.getByRole('navigation', { name: 'Settings' })

test('the first person names the place, brings others in by a code, and says hello', async ({ visit }) => {
  test.setTimeout(120_000)
  const fresh = new Server()
  await fresh.start()
  try {
    const page = await visit(fresh, { tolerate: OUTAGE, reducedMotion: 'reduce' })
    await expect(heading(page, 'Create this workspace')).toBeVisible()
    await readableInEveryLook(page, 'the first form')
    await fitsNarrow(page, 'the first form')
    await expect(page.getByLabel('Workspace name')).toBeFocused()
    await page.keyboard.type('Harbour Lane')
    for (const words of ['Ada Dunne', 'ada@harbour.test', PASSWORD]) {
      await page.keyboard.press('Tab')
      await page.keyboard.type(words)
    }
    await page.keyboard.press('Enter')

    await expect(heading(page, 'Bring people in')).toBeVisible()
    await expect(page.getByText('Harbour Lane is ready.')).toBeVisible()
    const link = await page.getByLabel('Invite link', { exact: true }).inputValue()
    expect(link).toMatch(new RegExp(`^${fresh.url}/invite/.{8,}`))
    expect(await modulesOf(page.getByRole('img', { name: 'QR code of the invite link' }))).toEqual(encode(link, { ecc: 'M', border: 4 }).data)
    await readableInEveryLook(page, 'the invitation')
    await fitsNarrow(page, 'the invitation')

    await page.getByRole('button', { name: 'Say hello' }).click()
    await arrived(page)
    await expect(composer(page)).toBeFocused()
    await expect(composer(page)).toHaveAttribute('placeholder', 'Say hello in #general')
    await expect(page).toHaveTitle(/Harbour Lane/)
    await say(page, 'Hello, whoever comes next')
    await page.reload()
    await arrived(page)
    await expect(page.getByText('Bring people in')).toHaveCount(0)

    const bens = await visit(fresh, { path: new URL(link).pathname, tolerate: OUTAGE })
    await expect(heading(bens, 'You are invited')).toBeVisible()
    await expect(bens.getByText('start talking in Harbour Lane')).toBeVisible()
  } finally {
    await fresh.remove()
  }
})

test('/register and /login choose their screens, and the path is left behind on the way in', async ({ visit }) => {
  const cleos = await visit(server, { path: '/register' })
  await expect(heading(cleos, 'Create your account')).toBeVisible()
  await cleos.getByLabel('Name', { exact: true }).fill('Cleo Marsh')
  await cleos.getByLabel('E-mail').fill('cleo@harbour.test')
  await cleos.getByLabel('Password').fill(PASSWORD)
  await cleos.getByRole('button', { name: 'Create account' }).click()
  await arrived(cleos)
  expect(new URL(cleos.url()).pathname).toMatch(/^\/c\//)

  const again = await visit(server, { path: '/login' })
  await expect(heading(again, 'Sign in')).toBeVisible()
  await again.getByLabel('E-mail or handle').fill('cleo@harbour.test')
  await again.getByLabel('Password').fill(PASSWORD)
  await again.getByRole('button', { name: 'Sign in' }).click()
  await arrived(again)
  expect(new URL(again.url()).pathname).toMatch(/^\/c\//)
})

test('every page of the settings by the keyboard alone, and back to the conversation', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const conversation = page.url()
  await tabTo(page.getByRole('button', { name: 'Account and settings' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await tabTo(page.getByRole('menuitem', { name: 'Settings' }), 'ArrowDown')
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Profile')).toBeVisible()
  for (const [path, name] of Object.entries(pages)) {
    await tabTo(list(page).getByRole('link', { name, exact: true }), 'Shift+Tab')
    await page.keyboard.press('Enter')
    await expect(heading(page, name)).toBeFocused()
    await expect(page).toHaveURL(`${server.url}/settings/${path}`)
    await expect(page).toHaveTitle(/Settings/)
  }
  await page.goBack()
  await expect(heading(page, 'Invitations')).toBeVisible()
  await tabTo(page.getByRole('link', { name: 'Back to the conversation' }), 'Shift+Tab')
  await page.keyboard.press('Enter')
  await arrived(page)
  await expect(page).toHaveURL(conversation)
})

test('what is typed stays while other pages are looked at; a refusal keeps it; saving tells everybody', async ({ visit }) => {
  const page = await visit(server, { as: ben, path: '/settings/profile' })
  await page.getByLabel('Name', { exact: true }).fill('Ben O. Okafor')
  await page.getByLabel('Handle').fill('ada.dunne')
  await list(page).getByRole('link', { name: 'Devices' }).click()
  await expect(heading(page, 'Devices')).toBeVisible()
  await list(page)
    .getByRole('link', { name: /Profile.*not saved yet/ })
    .click()
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ben O. Okafor')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByRole('main').getByRole('alert')).toContainText('@ada.dunne is taken')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ben O. Okafor')
  await page.getByLabel('Handle').fill('ben')
  await page.getByRole('button', { name: 'Save' }).click()
  await expect(page.getByText('Saved.')).toBeVisible()
  const { user } = await server.get<{ user: { name: string; handle: string } }>('/api/user', ben.token)
  expect(user).toMatchObject({ name: 'Ben O. Okafor', handle: 'ben' })
})

test('a device signed out from another says so there, and is gone from the list', async ({ visit }) => {
  const { token } = await server.post<{ token: string }>('/api/login', { email: ada.email, password: PASSWORD })
  const away = await visit(server, { as: { ...ada, token } })
  await arrived(away)
  const page = await visit(server, { as: ada, path: '/settings/sessions' })
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows.first()).toContainText('This one')
  await expect(rows.first().getByRole('button')).toHaveCount(0)
  await expect(rows.first()).toContainText('from 127.0.0.1')
  const before = await rows.count()
  await rows.filter({ hasNotText: 'This one' }).first().getByRole('button').click()
  await expect(rows).toHaveCount(before - 1)
  await expect(away.getByText('You were signed out.')).toBeVisible()
  await expect(heading(away, 'Sign in')).toBeVisible()
})

test('theme, contrast and text size hold before the first paint of the next visit', async ({ visit }) => {
  const page = await visit(server, { as: ada, path: '/settings/appearance', colorScheme: 'light', tolerate: /ERR_FAILED/ })
  const size = () => page.evaluate(() => Number.parseFloat(getComputedStyle(document.body).fontSize))
  const usual = await size()
  await page.getByRole('group', { name: 'Theme' }).getByLabel('Dark').check()
  await page.getByRole('group', { name: 'Contrast' }).getByLabel('More').check()
  await page.getByRole('group', { name: 'Text size' }).getByLabel('130 %').check()
  expect(await size()).toBeCloseTo(usual * 1.3, 1)
  // Scripts of the application are held back: what is seen now is what is painted first.
  await page.route('**/_next/static/**/*.js', (route) => route.abort())
  await page.reload({ waitUntil: 'commit' }).catch(() => {})
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  expect(await size()).toBeCloseTo(usual * 1.3, 1)
})

test('contrast follows the system until it is chosen', async ({ visit }) => {
  const page = await visit(server, { as: ada, path: '/settings/appearance', contrast: 'more' })
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'more')
  await page.emulateMedia({ contrast: 'no-preference' })
  await expect(page.locator('html')).toHaveAttribute('data-contrast', 'standard')
  await page.emulateMedia({ forcedColors: 'active' })
  await page.getByRole('group', { name: 'Theme' }).getByRole('radio', { checked: true }).focus()
  await page.keyboard.press('ArrowRight')
  const focused = page.locator('.segments label:has(:focus-visible)')
  expect(await focused.evaluate((label) => Number.parseFloat(getComputedStyle(label).outlineWidth))).toBeGreaterThanOrEqual(2)
})

test('an administrator invites by a code, changes a role, deactivates and restores; a member is not offered it', async ({ visit }) => {
  const page = await visit(server, { as: ada, path: '/settings/invites' })
  await page.getByLabel('Good for').selectOption('1 person')
  await page.getByRole('button', { name: 'Make an invite link' }).click()
  const link = await page.getByLabel('Invite link', { exact: true }).inputValue()
  expect(await modulesOf(page.getByRole('img', { name: 'QR code' }))).toEqual(encode(link, { ecc: 'M', border: 4 }).data)
  await expect(page.getByText('Used 0 of 1 times')).toBeVisible()
  await page.getByRole('button', { name: 'Revoke' }).click()
  await expect(page.getByText('No invitation is out.')).toBeVisible()

  const dana = await server.register('Dana Reyes')
  const danas = await visit(server, { as: dana, path: '/settings/people', tolerate: REFUSAL })
  await expect(danas.getByText('Only administrators of the workspace can change this.')).toBeVisible()
  await expect(list(danas).getByRole('link', { name: 'People' })).toHaveCount(0)

  await list(page).getByRole('link', { name: 'People' }).click()
  await page.getByLabel('Role of Dana Reyes').selectOption('Guest')
  await expect.poll(async () => (await server.get<{ user: { role: string } }>('/api/user', dana.token)).user.role).toBe('guest')
  await page.getByRole('button', { name: 'Deactivate Dana Reyes' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Deactivate' }).click()
  await expect(page.getByRole('button', { name: 'Restore Dana Reyes' })).toBeVisible()
  await expect(heading(danas, 'Sign in')).toBeVisible()
  await page.getByRole('button', { name: 'Restore Dana Reyes' }).click()
  await expect(page.getByRole('button', { name: 'Deactivate Dana Reyes' })).toBeVisible()
})

test('every page: no serious violation in any look, and nothing to scroll sideways at 320 px or 200 % zoom', async ({ visit }) => {
  test.setTimeout(180_000)
  const page = await visit(server, { as: ada, path: '/settings/profile', deviceScaleFactor: 2, reducedMotion: 'reduce' })
  for (const [path, name] of Object.entries(pages)) {
    await page.goto(`${server.url}/settings/${path}`)
    await expect(heading(page, name)).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await readableInEveryLook(page, name)
    await fitsNarrow(page, name)
  }
})

test('an invitation that lets nobody in says so before anything is typed; one that does has its code in the form', async ({ visit }) => {
  const openTo = (registration: string) =>
    fetch(`${server.url}/api/workspace`, {
      method: 'PATCH',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.token}` },
      body: JSON.stringify({ registration }),
    })
  await openTo('invite')
  const { code } = await server.post<{ code: string }>('/api/invites', {}, ada.token)
  const page = await visit(server, { path: '/invite/none-such' })
  await expect(heading(page, 'This invitation is not valid')).toBeVisible()
  await expect(page.getByRole('textbox')).toHaveCount(0)
  expect.soft(await seriousViolations(page)).toEqual([])
  await page.getByRole('button', { name: 'Sign in instead' }).click()
  await expect(heading(page, 'Sign in')).toBeVisible()
  await page.goto(`${server.url}/invite/${code}`)
  await expect(heading(page, 'You are invited')).toBeVisible()
  await expect(page.getByLabel('Invitation code')).toHaveValue(code)

  await openTo('open')
  await page.goto(`${server.url}/invite/none-such`)
  await expect(heading(page, 'Create your account')).toBeVisible()
  await expect(page.getByLabel('Invitation code')).toHaveCount(0)
})

test('the design system is in no build that is served', async ({ visit }) => {
  const page = await visit(server, { as: ada, path: '/design' })
  await arrived(page)
  await expect(page.getByRole('heading', { name: 'Design system' })).toHaveCount(0)
})

async function readableInEveryLook(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const contrast of ['no-preference', 'more'] as const) {
      await page.emulateMedia({ colorScheme, contrast })
      expect.soft(await seriousViolations(page), `${name}, ${colorScheme}, contrast ${contrast}`).toEqual([])
    }
  }
}

/** 320 px, and 1280 px at 200 %. */
async function fitsNarrow(page: Page, name: string): Promise<void> {
  for (const width of [320, 640]) {
    await page.setViewportSize({ width, height: 640 })
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    expect.soft(await sideways(page), `${name} at ${width} px`).toEqual([])
  }
  await page.setViewportSize({ width: 1280, height: 800 })
}

/** The dark modules of a drawn code, read back from its path. */
async function modulesOf(code: Locator): Promise<boolean[][]> {
  const size = Number((await code.getAttribute('viewBox'))?.split(' ')[2])
  const path = (await code.locator('path').getAttribute('d')) ?? ''
  const modules = Array.from({ length: size }, () => Array.from({ length: size }, () => false))
  for (const [, x, y, length] of path.matchAll(/M(\d+) (\d+)h(\d+)v1H\d+z/g)) modules[Number(y)]?.fill(true, Number(x), Number(x) + Number(length))
  return modules
}

/** A press as often as a patient person would, until it has the focus. */
async function tabTo(target: Locator, key: string): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await target.page().keyboard.press(key)
  }
  await expect(target).toBeFocused()
}
