import type { Page } from '@playwright/test'
import { clean, still } from './looks.ts'
import { sideways } from './reach.ts'
import { type Account, arrived, composer, conversationRow, expect, inhabited, message, say, serverForThisFile, test, writeTo } from './support.ts'

const server = serverForThisFile()
let ada: Account
let ben: Account
test.beforeAll(async () => {
  ;({ ada, ben } = await inhabited(server, 'notices'))
})

/** Whether somebody tells how far they have read. */
async function tells(who: Account, seenBy: boolean): Promise<void> {
  const headers = { authorization: `Bearer ${who.token}`, 'content-type': 'application/json' }
  const { status } = await fetch(`${server.url}/api/user/preferences`, { method: 'PATCH', headers, body: JSON.stringify({ seenBy }) })
  expect(status).toBe(200)
}

const tools = (page: Page) => page.getByRole('button', { name: 'Ask and notify…' })

test('a status is set by keyboard, stands beside the name everywhere, and is taken away', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada, ...still }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await writeTo(bens, ada.name)
  await say(adas, 'Who is on watch?')
  await adas.locator('.me').getByRole('button', { name: 'Settings' }).press('Enter')
  await adas.getByRole('menuitem', { name: 'Set a status…' }).press('Enter')
  const dialog = adas.getByRole('dialog', { name: 'My status' })
  await dialog.getByRole('button', { name: 'Emoji of my status' }).press('Enter')
  const search = adas.getByRole('combobox', { name: 'Search emoji' })
  await search.fill('anchor')
  await expect(search).toHaveAttribute('aria-activedescendant', /./)
  await search.press('Enter')
  await expect(dialog.getByRole('button', { name: 'Emoji of my status' })).toContainText('⚓')
  await dialog.getByRole('textbox', { name: 'What are you up to?' }).fill('On watch')
  await dialog.getByLabel('Clear it').selectOption('In an hour')
  await clean(adas, 'the dialog of the status')
  await adas.keyboard.press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(adas.locator('.me')).toContainText('⚓')
  await expect(bens.locator('.head').first()).toContainText(/⚓\S* On watch/)
  await expect(conversationRow(bens, ada.name)).toContainText('⚓')
  await conversationRow(bens, 'general').click()
  await expect(message(bens, 'Who is on watch?').locator('.status-mark')).toHaveAttribute('title', /^On watch · until /)
  await adas.locator('.me').getByRole('button', { name: 'Settings' }).click()
  await adas.getByRole('menuitem', { name: 'Clear my status' }).click()
  await expect(message(bens, 'Who is on watch?').locator('.status-mark')).toHaveCount(0)
})

test('in a direct conversation one sees that the last message was seen, live; the menu tells who', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await writeTo(adas, ben.name)
  await say(adas, 'The pilot comes at nine', ben.name)
  await expect(adas.locator('.under')).toHaveCount(0)
  await conversationRow(bens, ada.name).click()
  await arrived(bens, ada.name)
  await expect(adas.locator('.under')).toHaveText('Seen')
  await message(adas, 'The pilot comes at nine').hover()
  await message(adas, 'The pilot comes at nine').getByRole('button', { name: 'More actions' }).click()
  await adas.getByRole('menuitem', { name: 'Who has seen this…' }).click()
  const dialog = adas.getByRole('dialog', { name: 'Who has seen this message' })
  await expect(dialog).toContainText('1 person has seen it')
  await expect(dialog.getByRole('listitem')).toContainText(ben.name)
  await clean(adas, 'who has seen it')
  await adas.keyboard.press('Escape')
  await tells(ben, false)
  await say(adas, 'Or at ten', ben.name)
  await expect(message(bens, 'Or at ten')).toHaveCount(1)
  await say(bens, 'Fine', ada.name)
  await expect(message(adas, 'Fine')).toHaveCount(1)
  await expect(adas.locator('.under')).toHaveCount(0)
  await tells(ben, true)
})

test('a poll is asked with what was written, answered by two, closed; at 390 px it fits', async ({ visit }) => {
  const adas = await visit(server, { as: ada, ...still })
  await arrived(adas)
  await composer(adas).fill('Which berth?')
  await tools(adas).click()
  await adas.getByRole('menuitem', { name: 'Poll…' }).click()
  const dialog = adas.getByRole('dialog', { name: 'A poll' })
  await expect(dialog.getByRole('textbox', { name: 'Question' })).toHaveValue('Which berth?')
  await dialog.getByRole('textbox', { name: 'Option 1' }).fill('North quay')
  await dialog.getByRole('textbox', { name: 'Option 2' }).fill('South quay')
  await clean(adas, 'the dialog of a poll')
  const [lowest, foot] = [await dialog.getByLabel('Ends').boundingBox(), await dialog.locator('footer').boundingBox()]
  expect((lowest?.y ?? 0) + (lowest?.height ?? 0), 'the foot covers nothing of what has room').toBeLessThanOrEqual(foot?.y ?? 0)
  await dialog.getByRole('textbox', { name: 'Option 2' }).press('Enter')
  await expect(dialog).toHaveCount(0)
  await expect(composer(adas)).toHaveValue('')
  const asked = message(adas, 'Which berth?')
  await asked.getByRole('checkbox', { name: /South quay/ }).check()
  await expect(asked).toContainText('1 vote')
  const bens = await visit(server, { as: ben, ...still, viewport: { width: 390, height: 780 }, path: new URL(adas.url()).pathname })
  const there = message(bens, 'Which berth?')
  await there.getByRole('checkbox', { name: /North quay/ }).check()
  await there.getByRole('checkbox', { name: /South quay/ }).check()
  await expect(there.getByRole('checkbox', { name: /North quay/ })).not.toBeChecked()
  await expect(asked).toContainText('2 votes')
  expect(await sideways(bens)).toEqual([])
  await clean(bens, 'a poll at 390 px')
  await asked.getByRole('button', { name: 'Close the poll' }).click()
  await expect(there).toContainText('closed')
  await expect(there.getByRole('checkbox', { name: /North quay/ })).toBeDisabled()
  await bens.reload()
  await expect(there.getByRole('checkbox', { name: /South quay/ })).toBeChecked()
})

test('what is urgent is noticed by who reads it, and its author sees that', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await tools(adas).click()
  await adas.getByRole('menuitem', { name: 'Important message…' }).click()
  const dialog = adas.getByRole('dialog', { name: 'A message that must be noticed' })
  await dialog.getByRole('textbox', { name: 'Message' }).fill('Storm at six')
  await dialog.getByRole('radio', { name: /Urgent/ }).check()
  await dialog.getByRole('button', { name: 'Send' }).click()
  await expect(message(adas, 'Storm at six')).toContainText('Nobody has noticed yet')
  await message(bens, 'Storm at six').getByRole('button', { name: 'I have noticed' }).click()
  await expect(message(bens, 'Storm at six')).toContainText('You have noticed it')
  await expect(message(adas, 'Storm at six')).toContainText('1 person has noticed')
})

test('the rules of a channel are set in its details, and its members see them at once', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await conversationRow(adas, 'notices').click()
  await bens.goto(adas.url())
  await bens.getByRole('button', { name: 'Join #notices' }).click()
  await expect(composer(bens, '#notices')).toBeVisible()
  await adas.getByRole('button', { name: 'Details' }).click()
  const rules = adas.getByRole('region', { name: 'Who writes, and how often' })
  await rules.getByLabel('Pause between two messages of one person').selectOption('1 minute')
  await expect(bens.locator('.under')).toContainText('Slow channel: one message, then a pause (1 minute).')
  await say(bens, 'Ahoy', '#notices')
  await expect(bens.locator('.under')).toContainText(/you can write again in (1:00|0:5\d)/)
  await rules.getByRole('radio', { name: /Owners and administrators/ }).click()
  await expect(bens.getByText('Only owners and administrators write here.')).toBeVisible()
  await expect(composer(adas, '#notices')).toBeVisible()
})
