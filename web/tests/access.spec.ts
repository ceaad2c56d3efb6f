import type { Locator, Page } from '@playwright/test'
import { clean, still } from './looks.ts'
import {
  type Account,
  arrived,
  composer,
  conversationRow,
  expect,
  inhabited,
  message,
  OUTAGE,
  PASSWORD,
  Server,
  say,
  serverForThisFile,
  sidebar,
  test,
  writeTo,
} from './support.ts'

const server = serverForThisFile()
let ada: Account
let ben: Account

test.describe.configure({ timeout: 120_000 })
test.beforeAll(async () => {
  ;({ ada, ben } = await inhabited(server, 'harbour', 'tides'))
})

/** Everything Markdown can be. */
const everything = `# Plan for *Thursday*
1. lock
4. **gate** of #harbour, @ben.okafor, @ada.dunne and https://harbour.test/tide
   - [x] keys \`berth 4\`
   - [ ] ~~boat~~ ||the hidden part||
> said Ben
> at noon

| berth | ship |
|---:|:--|
| 4 | Ludvig |

---

\`\`\`ts
// ${'a line of code that is wider than any screen, '.repeat(8)}
const high = '11:20' + 4
\`\`\`

\`\`\`diff
- low
+ high
\`\`\``

test('the way in: signing in, signing up, what is wrong with it, and an invitation', async ({ visit }) => {
  const page = await visit(server, { ...still, tolerate: /status of 401/ })
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await clean(page, 'sign in')
  await page.getByLabel('E-mail or handle').fill('nobody')
  await page.getByLabel('Password', { exact: true }).fill('a wrong one')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').first()).toBeVisible()
  await clean(page, 'sign in, refused')
  await page.getByRole('button', { name: 'Create an account' }).click()
  await page.getByRole('button', { name: 'Create account' }).click()
  await expect(page.locator('.field-error').first()).toBeVisible()
  await clean(page, 'sign up, with faults')
  await page.goto(`${server.url}/invite/none-such`)
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await clean(page, 'invitation')
})

test('the first run and its steps', async ({ visit }) => {
  const fresh = new Server()
  await fresh.start()
  try {
    const page = await visit(fresh, { ...still, tolerate: OUTAGE })
    await expect(page.getByRole('heading', { name: 'Create this workspace' })).toBeVisible()
    await clean(page, 'first run')
    for (const [label, words] of [
      ['Workspace name', 'Harbour Lane'],
      ['Name', 'Ada Dunne'],
      ['E-mail', 'ada@harbour.test'],
      ['Password', PASSWORD],
    ] as const)
      await page.getByLabel(label, { exact: true }).fill(words)
    await page.keyboard.press('Enter')
    await expect(page.getByRole('img', { name: 'QR code of the invite link' })).toBeVisible()
    await clean(page, 'first steps')
    await page.getByRole('button', { name: 'Say hello' }).click()
    await arrived(page)
    await clean(page, 'an empty channel')
  } finally {
    await fresh.remove()
  }
})

test('a conversation and everything that opens in it', async ({ visit }) => {
  const page = await visit(server, { ...still, as: ada, tolerate: /status of 4\d\d/ })
  await arrived(page)
  await composer(page).fill(everything)
  await composer(page).press('Enter')
  const tile = message(page, 'Plan for')
  await expect(tile.locator('.hl-keyword')).toHaveText('const')
  await server.post('/api/message', { content: 'For @ada.dunne: low water at six' }, ben.token)
  await expect(message(page, 'low water')).toHaveCount(1)
  await clean(page, 'Markdown of every kind')
  await tile.getByRole('button', { name: 'spoiler' }).click()
  await tile.hover()
  await clean(page, 'a message under the pointer')
  await message(page, 'low water').focus()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await clean(page, 'message menu')
  await page.keyboard.press('Escape')

  await say(page, 'To be edited')
  await composer(page).press('ArrowUp')
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeVisible()
  await clean(page, 'editing')
  await page.keyboard.press('Escape')
  await message(page, 'To be edited').focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('group', { name: 'Message deleted.' })).toBeVisible()
  await clean(page, 'deleting')
  await page.getByRole('button', { name: 'Delete now' }).click()
  await expect(message(page, 'Message deleted')).toHaveCount(1)
  await clean(page, 'a deleted message')

  await page.getByRole('button', { name: 'Show formatting' }).click()
  await expect(page.getByRole('toolbar', { name: 'Formatting' })).toBeVisible()
  await composer(page).pressSequentially('for @')
  await expect(page.getByRole('listbox')).toBeVisible()
  await clean(page, 'formatting bar and completion')
  await page.keyboard.press('Escape')
  await page.getByLabel('Message #general', { exact: true }).fill('a'.repeat(8_001))
  await clean(page, 'too many characters')
  await page.getByLabel('Message #general', { exact: true }).fill('')
  await page.getByRole('button', { name: 'Emoji', exact: true }).click()
  await expect(page.getByRole('gridcell').first()).toBeVisible()
  await clean(page, 'emoji picker')
  await page.keyboard.type('no such emoji')
  await expect(page.getByText('No emoji is called that.')).toBeVisible()
  await clean(page, 'emoji picker, nothing found')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Hide formatting' }).click()

  await page
    .getByRole('button', { name: /Jump to date/ })
    .last()
    .click()
  await opened(page, 'date dialog')
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Created')
  await clean(page, 'details')
  await page.getByRole('button', { name: 'Add people' }).first().click()
  await opened(page, 'add people')
  await page.keyboard.press('Control+.')
})

test('the sidebar, its menus and dialogs, the switcher, search', async ({ visit }) => {
  const page = await visit(server, { ...still, as: ada })
  await arrived(page)
  await say(page, 'A manifest of the Ludvig')
  await conversationRow(page, 'harbour').click()
  await arrived(page, '#harbour')
  await clean(page, 'an empty channel with a topic')
  await writeTo(page, ben.name)
  await say(page, 'Is the crane free?', ben.name)
  await clean(page, 'a direct conversation')
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await clean(page, 'details of a direct conversation')
  await page.keyboard.press('Control+.')

  await conversationRow(page, 'harbour').focus()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Mute' })).toBeVisible()
  await clean(page, 'row menu')
  await page.getByRole('menuitem', { name: 'Move to section' }).click()
  await opened(page, 'move to a section')
  await sidebar(page).getByRole('button', { name: 'New section' }).click()
  await page.getByRole('dialog').getByRole('textbox').fill('Quay')
  await clean(page, 'section dialog')
  await page.keyboard.press('Enter')
  await expect(sidebar(page).getByRole('region', { name: 'Quay' })).toBeVisible()
  await clean(page, 'an empty section')
  await page.getByRole('button', { name: 'Account and settings' }).click()
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible()
  await clean(page, 'own menu')
  await page.keyboard.press('Escape')
  for (const name of ['Create a channel', 'Browse channels', 'New direct message']) {
    await sidebar(page).getByRole('button', { name }).first().click()
    await opened(page, name)
  }

  await page.keyboard.press('Control+k')
  const line = page.getByRole('combobox', { name: 'Search or jump to' })
  await expect(line).toBeFocused()
  await clean(page, 'switcher')
  await line.fill('>')
  await expect(page.getByRole('group', { name: 'Actions' })).toBeVisible()
  await clean(page, 'switcher, actions')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Details', exact: true }).focus()
  await page.keyboard.type('?')
  await opened(page, 'shortcuts')

  for (const [q, words] of [
    ['', 'Search what was said'],
    ['manifest', '1 message'],
    ['nowhere', 'Nothing was said'],
  ] as const) {
    await page.goto(`${server.url}/search?q=${q}`)
    await expect(page.getByText(words)).toBeVisible()
    await clean(page, `search for “${q}”`)
  }
  await page.goto(`${server.url}/c/gone~00000000`)
  await expect(page.getByRole('main').getByRole('button')).toBeVisible()
  await clean(page, 'an address that leads nowhere')
  await page.keyboard.press('Control+Shift+D')
  await expect(sidebar(page)).toBeHidden()
  await clean(page, 'without the sidebar')
})

test('every page of the settings', async ({ visit }) => {
  const page = await visit(server, { ...still, as: ada, path: '/settings/profile' })
  for (const path of ['profile', 'appearance', 'language', 'keyboard', 'sessions', 'workspace', 'invites', 'people']) {
    await page.goto(`${server.url}/settings/${path}`)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
    if (path === 'invites') await page.getByRole('button', { name: 'Make an invite link' }).click()
    if (path === 'invites') await expect(page.getByRole('img', { name: 'QR code' })).toBeVisible()
    await clean(page, `settings, ${path}`)
  }
})

/** A dialog or panel is there, is clean, and is closed again. */
async function opened(page: Page, what: string): Promise<void> {
  const dialog: Locator = page.getByRole('dialog')
  await expect(dialog).toBeVisible()
  await expect(dialog.locator('[aria-busy=true]')).toHaveCount(0)
  await clean(page, what)
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
}
