import type { Locator } from '@playwright/test'
import { arrived, composer, conversationRow, expect, message, PASSWORD, REFUSAL, say, seriousViolations, serverForThisFile, sidebar, test } from './support.ts'

const server = serverForThisFile()

/** Each goes on where the one before ended, as the life of a workspace does. */
test.describe.configure({ mode: 'serial' })

test('the first person creates the workspace, the second joins it, and they talk', async ({ visit }) => {
  const adas = await visit(server)
  await expect(adas.getByRole('heading', { name: 'Create this workspace' })).toBeVisible()
  for (const colorScheme of ['dark', 'light'] as const) {
    await adas.emulateMedia({ colorScheme })
    expect.soft(await seriousViolations(adas), `first run, ${colorScheme}`).toEqual([])
  }
  await adas.getByLabel('Name', { exact: true }).fill('Ada Dunne')
  await adas.getByLabel('E-mail').fill('ada@harbour.test')
  await adas.getByLabel('Password').fill(PASSWORD)
  await adas.getByRole('button', { name: 'Create workspace' }).click()
  await adas.getByRole('button', { name: 'Say hello' }).click()
  await arrived(adas)

  const bens = await visit(server)
  await expect(bens.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await bens.getByRole('button', { name: 'Create an account' }).click()
  await bens.getByLabel('Name', { exact: true }).fill('Ben Okafor')
  await bens.getByLabel('E-mail').fill('ben@harbour.test')
  await bens.getByLabel('Password').fill(PASSWORD)
  await bens.getByRole('button', { name: 'Create account' }).click()
  await arrived(bens)

  await say(bens, 'Permission to come aboard')
  await expect(message(adas, 'Permission to come aboard')).toHaveCount(1)
})

test('a password that is too short is refused beside its field, and nothing typed is lost', async ({ visit }) => {
  const page = await visit(server)
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByLabel('Name', { exact: true }).fill('Cleo')
  await page.getByLabel('E-mail').fill('cleo@harbour.test')
  await page.getByLabel('Password').fill('tide')
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'At least 8 characters' })).toBeVisible()
  await expect(page.getByLabel('Password')).toHaveAttribute('aria-invalid', 'true')
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Cleo')
  await expect(page.getByLabel('E-mail')).toHaveValue('cleo@harbour.test')
})

test('a wrong password says so and keeps the address; the right one then signs in', async ({ visit }) => {
  const page = await visit(server, { tolerate: REFUSAL })
  await page.getByLabel('E-mail or handle').fill('ada@harbour.test')
  await page.getByLabel('Password').fill('a short and noisy tide')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page.getByRole('alert').filter({ hasText: 'do not belong together' })).toBeVisible()
  await expect(page.getByLabel('E-mail or handle')).toHaveValue('ada@harbour.test')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await arrived(page)
})

test('signing out ends it: the page, its other tab and the session', async ({ visit }) => {
  const page = await visit(server)
  await page.getByLabel('E-mail or handle').fill('@ben.okafor')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await arrived(page)
  const other = await page.context().newPage()
  await other.goto(server.url)
  await arrived(other)
  const cookie = (await page.context().cookies()).find(({ name }) => name === 'parley')
  expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })

  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect(other.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  const answer = await fetch(`${server.url}/api/user`, { headers: { authorization: `Bearer ${cookie?.value}` } })
  expect(answer.status).toBe(401)
})

test('the keyboard alone signs in, changes the channel and sends', async ({ visit }) => {
  const page = await visit(server)
  await expect(page.getByLabel('E-mail or handle')).toBeFocused()
  await page.keyboard.type('ada@harbour.test')
  await page.keyboard.press('Tab')
  await page.keyboard.type(PASSWORD)
  await page.keyboard.press('Enter')
  await arrived(page)

  await tabTo(page.getByRole('button', { name: 'Create a channel' }))
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Channel name')).toBeFocused()
  await page.keyboard.type('engine-room')
  await page.keyboard.press('Enter')
  await arrived(page, '#engine-room')

  await tabTo(conversationRow(page, 'general'))
  await page.keyboard.press('Enter')
  await arrived(page)
  await expect(composer(page)).toBeFocused()

  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search or jump to' })).toBeFocused()
  await page.keyboard.type('engine')
  await expect(page.getByRole('option', { name: 'engine-room' })).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await arrived(page, '#engine-room')
  await expect(composer(page, '#engine-room')).toBeFocused()
  await page.keyboard.type('Hands off the mouse')
  await page.keyboard.press('Enter')
  await expect(message(page, 'Hands off the mouse')).toHaveCount(1)
  await expect(sidebar(page).getByRole('link', { name: 'engine-room' })).toHaveAttribute('aria-current', 'page')
})

/** Tab or Shift+Tab, as often as a patient person would, until it has the focus. */
async function tabTo(target: Locator): Promise<void> {
  for (let presses = 0; presses < 40; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await target.page().keyboard.press('Shift+Tab')
  }
  await expect(target).toBeFocused()
}
