import type { Page } from '@playwright/test'
import { controlsOf } from './ax-tree.ts'
import { type Account, arrived, composer, expect, inhabited, message, say, serverForThisFile, sidebar, test, writeTo } from './support.ts'

const server = serverForThisFile()
let ada: Account
let ben: Account

test.describe.configure({ timeout: 120_000 })
test.beforeAll(async () => {
  ;({ ada, ben } = await inhabited(server, 'harbour', 'tides'))
})

test('every control has a name, and buttons of one part of the page are told apart', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await say(page, 'High water at 11:20')
  await server.post('/api/message', { content: 'For @ada.dunne: low water at six, see https://harbour.test/tide and ||the hidden part||' }, ben.token)
  await expect(message(page, 'low water')).toHaveCount(1)
  await told(page, 'a conversation', 15)
  // Tools are seen where the focus is and where the pointer is: two rows have them at once.
  await message(page, 'High water').focus()
  await message(page, 'low water').hover()
  await expect(page.getByRole('button', { name: 'More actions' })).toHaveCount(2)
  await expect(page.getByRole('group', { name: 'Ada Dunne: High water at 11:20' })).toBeVisible()
  await told(page, 'two messages with their tools', 18)
  await message(page, 'low water').getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await told(page, 'menu of a message', 18)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Show formatting' }).click()
  await composer(page).pressSequentially('for @')
  await expect(page.getByRole('listbox')).toBeVisible()
  await told(page, 'formatting and completion', 25)
  await page.keyboard.press('Escape')
  await composer(page).fill('')
  await page.getByRole('button', { name: 'Emoji', exact: true }).click()
  await expect(page.getByRole('gridcell').first()).toBeVisible()
  await told(page, 'emoji picker', 60)
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Created')
  await told(page, 'details', 20)
  await page.keyboard.press('Control+.')
  await writeTo(page, ben.name)
  await say(page, 'Is the crane free?', ben.name)
  await told(page, 'a direct conversation', 12)
  for (const name of ['Create a channel', 'Browse channels', 'New direct message']) {
    await sidebar(page).getByRole('button', { name }).first().click()
    await expect(page.getByRole('dialog').locator('[aria-busy=true]')).toHaveCount(0)
    await told(page, name, 3)
    await page.keyboard.press('Escape')
  }
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('option').first()).toBeVisible()
  await told(page, 'switcher', 3)
  await page.keyboard.press('Escape')
  await page.goto(`${server.url}/search?q=water`)
  await expect(page.getByText('2 messages')).toBeVisible()
  await told(page, 'search', 10)
  for (const path of ['profile', 'appearance', 'language', 'keyboard', 'sessions', 'workspace', 'invites', 'people']) {
    await page.goto(`${server.url}/settings/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    await told(page, `settings, ${path}`, 8)
  }
})

test('the way in', async ({ visit }) => {
  const page = await visit(server)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await told(page, 'sign in', 4)
  await page.getByRole('button', { name: 'Create an account' }).click()
  await told(page, 'sign up', 5)
})

/** `fewest`: so many controls are there at least; a tree that was not read would have none. */
async function told(page: Page, where: string, fewest: number): Promise<void> {
  const controls = await controlsOf(page)
  expect.soft(controls.length, `${where}: controls`).toBeGreaterThanOrEqual(fewest)
  expect
    .soft(
      controls.filter(({ name }) => name === ''),
      `${where}: without a name`,
    )
    .toEqual([])
  const alike = Map.groupBy(
    controls.filter(({ role }) => role === 'button' || role === 'link'),
    ({ role, region, name, description }) => [role, region, name, description].join('|'),
  )
  const twice = [...alike.values()].filter((those) => those.length > 1 && those[0]?.role === 'button')
  expect
    .soft(
      twice.map(([one]) => one),
      `${where}: buttons nobody can tell apart`,
    )
    .toEqual([])
  // The tools of several messages are called alike, and stand in a group that is called as the message.
  const tools = Map.groupBy(
    controls.filter(({ role, name }) => role === 'button' && name === 'More actions'),
    ({ regionName }) => regionName,
  )
  expect
    .soft(
      [...tools].filter(([message, those]) => message === '' || those.length > 1),
      `${where}: tools of which message?`,
    )
    .toEqual([])
}
