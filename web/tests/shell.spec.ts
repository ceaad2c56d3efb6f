import type { Locator, Page } from '@playwright/test'
import { swipe } from './fingers.ts'
import {
  type Account,
  arrived,
  composer,
  conversationRow,
  expect,
  message,
  say,
  seriousViolations,
  serverForThisFile,
  sidebar,
  test,
  writeTo,
} from './support.ts'

const server = serverForThisFile()
let ada: Account
let ben: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  ben = await server.register('Ben Okafor')
  for (const name of ['harbour', 'reading-club', 'tides']) {
    const { channel } = await server.post<{ channel: { id: string } }>('/api/channels', { name, kind: 'public' }, ada.token)
    if (name === 'reading-club') await server.post(`/api/channels/${channel.id}/join`, {}, ben.token)
  }
})

const section = (page: Page, name: string): Locator => sidebar(page).getByRole('region', { name, exact: true })
const said = (page: Page): Locator => page.locator('[data-said]')
const focusRow = (page: Page, name: string) => conversationRow(page, name).focus()

async function newSection(page: Page, name: string): Promise<void> {
  await sidebar(page).getByRole('button', { name: 'New section' }).click()
  await page.getByRole('dialog', { name: 'New section' }).getByRole('textbox').fill(name)
  await page.keyboard.press('Enter')
  await expect(section(page, name)).toBeVisible()
}

test('the menu of a row stays open when the button that asked for it is held and let go', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const mute = page.getByRole('menuitem', { name: 'Mute', exact: true })
  for (const heldMs of [0, 400]) {
    await conversationRow(page, 'general').hover()
    await page.mouse.down({ button: 'right' })
    await page.waitForTimeout(heldMs)
    await page.mouse.up({ button: 'right' })
    await expect(mute).toBeVisible()
    await page.waitForTimeout(300)
    await expect(mute).toBeVisible()
    await page.keyboard.press('Escape')
    await expect(mute).toBeHidden()
  }
})

test('the sidebar by keys alone: walk, menu, favourite, move, and it is the same after a reload and in a second tab', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const second = await page.context().newPage()
  await second.goto(server.url)
  await arrived(second)

  await page.keyboard.press('Shift+F6')
  await expect(conversationRow(page, 'general')).toBeFocused()
  await page.keyboard.press('ArrowDown')
  await expect(conversationRow(page, 'harbour')).toBeFocused()
  await page.keyboard.press('Shift+F10')
  await expect(page.getByRole('menuitem', { name: 'Add to favourites' })).toBeFocused()
  expect.soft(await seriousViolations(page), 'row menu').toEqual([])
  await page.keyboard.press('Escape')
  await expect(conversationRow(page, 'harbour')).toBeFocused()
  // Again before the browser has told that it closed.
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Add to favourites' }).evaluate((item) => {
    item.closest<HTMLElement>('[popover]')?.hidePopover()
    document.activeElement?.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true }))
  })
  await expect(page.getByRole('menuitem', { name: 'Add to favourites' })).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(section(page, 'Favourites').getByRole('link')).toHaveText('harbour')
  await expect(section(second, 'Favourites').getByRole('link')).toHaveText('harbour')

  await newSection(page, 'Quay')
  await focusRow(page, 'tides')
  await page.keyboard.press('Alt+Shift+ArrowUp')
  await expect(section(page, 'Quay').getByRole('link')).toHaveText('tides')
  await expect(said(page)).toHaveText('tides moved to Quay')
  await expect(conversationRow(page, 'tides')).toBeFocused()
  await expect(section(second, 'Quay').getByRole('link')).toHaveText('tides')
  await page.reload()
  await expect(section(page, 'Quay').getByRole('link')).toHaveText('tides')
  await expect(section(page, 'Favourites').getByRole('link')).toHaveText('harbour')
  expect.soft(await seriousViolations(page), 'sections').toEqual([])

  await focusRow(page, 'harbour')
  await page.keyboard.press('Shift+F10')
  await page.getByRole('menuitem', { name: 'Move to section' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Move harbour' })
  await expect(dialog.getByRole('button', { name: 'Quay' })).toBeVisible()
  expect.soft(await seriousViolations(page), 'move dialog').toEqual([])
  await dialog.getByRole('button', { name: 'Quay' }).press('Enter')
  await expect(section(page, 'Quay').getByRole('link')).toHaveText(['harbour', 'tides'])
})

test('a row is dragged into a section; the section is renamed, folded and removed', async ({ visit }) => {
  const page = await visit(server, { as: ben })
  await arrived(page)
  await newSection(page, 'Reading')
  await page.goto(`${server.url}/`)
  await arrived(page)
  await conversationRow(page, 'general').dragTo(section(page, 'Reading'))
  await expect(section(page, 'Reading').getByRole('link')).toHaveText('general')
  await page.reload()
  await expect(section(page, 'Reading').getByRole('link')).toHaveText('general')

  const options = () => sidebar(page).getByRole('button', { name: /Options for the section/ })
  await options().click()
  await page.getByRole('menuitem', { name: 'Rename' }).click()
  await page.getByRole('dialog', { name: 'Rename' }).getByRole('textbox').fill('Books')
  await page.keyboard.press('Enter')
  await expect(section(page, 'Books').getByRole('link')).toHaveText('general')
  await expect(section(page, 'Reading')).toHaveCount(0)

  await writeTo(page, ada.name)
  await section(page, 'Books').getByRole('button', { name: 'Books', exact: true }).click()
  await expect(section(page, 'Books').getByRole('link')).toHaveCount(0)
  await page.reload()
  await arrived(page, ada.name)
  await expect(section(page, 'Books').getByRole('link')).toHaveCount(0)
  const adas = await visit(server, { as: ada })
  await arrived(adas)
  await say(adas, 'Low water at six')
  await expect(section(page, 'Books').getByRole('link')).toContainText('general')

  await options().click()
  await page.getByRole('menuitem', { name: 'Remove section' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click()
  await expect(section(page, 'Channels').getByRole('link').first()).toContainText('general')
  await expect(section(page, 'Books')).toHaveCount(0)
})

test('a muted channel shows no number; a direct message is counted in red until it is read by Esc', async ({ visit }) => {
  const [adas, bens] = [await visit(server, { as: ada }), await visit(server, { as: ben })]
  await arrived(adas)
  await arrived(bens)
  await writeTo(adas, ben.name)
  await say(adas, 'Is the crane free?', ben.name)
  await expect(conversationRow(bens, ada.name).locator('.n.mention')).toContainText('1')
  await bens.keyboard.press('Shift+Escape')
  await expect(conversationRow(bens, ada.name)).toHaveAttribute('data-unread', '0')

  await conversationRow(adas, 'general').click({ button: 'right' })
  await adas.getByRole('menuitem', { name: 'Mute' }).click()
  await expect(conversationRow(adas, 'general')).toHaveClass(/mute/)
  await say(bens, 'Fog until noon')
  await expect(conversationRow(adas, 'general')).not.toHaveAttribute('data-unread', '0')
  await expect(conversationRow(adas, 'general').locator('.n')).toHaveCount(0)
})

test('the switcher: ranked, by signs, actions with their keys, and a person never written to', async ({ visit }) => {
  await server.register('Zoe Brandt')
  const page = await visit(server, { as: ada })
  await arrived(page)
  await page.keyboard.press('Control+k')
  const line = page.getByRole('combobox', { name: 'Search or jump to' })
  const chosen = page.getByRole('option', { selected: true })
  await expect(line).toBeFocused()
  expect.soft(await seriousViolations(page), 'switcher').toEqual([])
  await line.fill('rc')
  await expect(chosen).toContainText('reading-club')
  await page.keyboard.press('End')
  await expect(chosen).toContainText('Search messages for “rc”')
  await page.keyboard.press('ArrowDown')
  await expect(chosen).toContainText('reading-club')
  await page.keyboard.press('Enter')
  await arrived(page, '#reading-club')
  await expect(composer(page, '#reading-club')).toBeFocused()

  await page.keyboard.press('Control+k')
  await line.fill('>side')
  await expect(page.getByRole('group', { name: 'Actions' })).toBeVisible()
  await expect(page.getByRole('option').filter({ hasText: 'Show or hide the sidebar' })).toContainText('Ctrl')
  await line.fill('@zoë')
  await expect(chosen).toContainText('Zoe Brandt')
  await page.keyboard.press('Enter')
  await arrived(page, 'Zoe Brandt')
  await page.goBack()
  await arrived(page, '#reading-club')
})

test('shortcuts: the list, next and previous, typing anywhere, and back with the focus', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await page.keyboard.press('Alt+ArrowDown')
  await expect(page).not.toHaveURL(/general/)
  await page.keyboard.press('Alt+ArrowUp')
  await arrived(page)
  await expect(composer(page)).toBeFocused()
  await composer(page).fill('')
  await page.keyboard.type('?')
  await expect(composer(page)).toHaveValue('?')
  await composer(page).fill('')

  const details = page.getByRole('button', { name: 'Details', exact: true })
  await details.focus()
  await page.keyboard.type('?')
  const dialog = page.getByRole('dialog', { name: 'Keyboard shortcuts' })
  await expect(dialog).toContainText('Mark everything as read')
  expect.soft(await seriousViolations(page), 'shortcuts').toEqual([])
  await dialog.getByRole('searchbox').fill('unread')
  await expect(dialog.getByRole('term')).toHaveText(['Next unread conversation', 'Previous unread conversation'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(dialog).toHaveCount(0)
  await expect(details).toBeFocused()
  await page.keyboard.type('High tide')
  await expect(composer(page)).toHaveValue('High tide')
  await composer(page).fill('')
})

test('details: opened and closed by keys with the focus given back, wide beside, narrow above; sizes stay', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const details = page.getByRole('complementary', { name: 'Details' })
  await page.getByRole('button', { name: 'Details', exact: true }).press('Enter')
  await expect(details).toContainText('Created')
  expect.soft(await seriousViolations(page), 'details').toEqual([])
  const edge = page.getByRole('separator', { name: 'Width of the details' })
  await edge.focus()
  await page.keyboard.press('ArrowLeft')
  await expect(edge).toHaveAttribute('aria-valuenow', '356')
  // It is checked once the server has it, a moment after the press.
  await details.getByRole('radio', { name: 'Mentions only' }).click()
  await expect(details.getByRole('radio', { name: 'Mentions only' })).toBeChecked()
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
  await expect(page.getByRole('button', { name: 'Details', exact: true })).toBeFocused()

  const side = page.getByRole('separator', { name: 'Width of the sidebar' })
  const box = await side.boundingBox()
  if (!box) throw new Error('The separator has no place')
  await page.mouse.move(box.x + 4, 300)
  await page.mouse.down()
  await page.mouse.move(box.x + 64, 300, { steps: 4 })
  await page.mouse.up()
  await expect(side).toHaveAttribute('aria-valuenow', '324')
  await page.reload()
  await arrived(page)
  expect((await sidebar(page).boundingBox())?.width).toBe(324)
  await side.dblclick()
  await expect(side).toHaveAttribute('aria-valuenow', '264')
  await page.keyboard.press('Control+Shift+D')
  await expect(sidebar(page)).toBeHidden()
  await page.reload()
  await arrived(page)
  await expect(sidebar(page)).toBeHidden()
  expect.soft(await seriousViolations(page), 'without sidebar').toEqual([])
  await page.getByRole('button', { name: 'Show sidebar' }).click()
  await expect(sidebar(page)).toBeVisible()

  await page.setViewportSize({ width: 1000, height: 700 })
  await page.keyboard.press('Control+.')
  await expect(details).toBeVisible()
  expect((await page.locator('.main').boundingBox())?.width).toBe(1000 - 264)
  await page.keyboard.press('Escape')
  await expect(details).toHaveCount(0)
})

test('search has an address: found, narrowed to a channel, jumped to, and come back to', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  for (let number = 1; number <= 24; number++) {
    const { token } = number % 2 ? ada : ben
    await server.post('/api/message', { channel: 'general', content: `Manifest ${number} of the Ludvig` }, token)
  }
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox', { name: 'Search or jump to' }).fill('manifest')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/search\?q=manifest/)
  const results = page.getByRole('main').getByRole('listitem')
  await expect(results).toHaveCount(20)
  await expect(results.first().locator('mark')).toHaveText('Manifest')
  expect.soft(await seriousViolations(page), 'search').toEqual([])
  await page.getByRole('button', { name: 'Load more' }).click()
  await expect(results).toHaveCount(24)
  await page.getByRole('combobox', { name: 'In' }).selectOption({ label: '#tides' })
  await expect(page.getByText('Nothing was said about “manifest” here.')).toBeVisible()
  await page.getByRole('combobox', { name: 'In' }).selectOption({ label: '#general' })
  await expect(page).toHaveURL(/in=/)
  await results.filter({ hasText: 'Manifest 21 of' }).getByRole('link').press('Enter')
  await expect(page).toHaveURL(/\/c\/general~[0-9a-f]+\/\d+$/)
  await expect(message(page, 'Manifest 21 of the Ludvig')).toBeInViewport()
  await page.goBack()
  await expect(page.getByRole('searchbox', { name: 'Search messages' })).toHaveValue('manifest')
  await expect(results).toHaveCount(20)
})

test('what others write is spoken, many at once as a number, and nothing while history is read', async ({ visit }) => {
  const page = await visit(server, { as: ada, path: '/' })
  await conversationRow(page, 'reading-club').click()
  await arrived(page, '#reading-club')
  const write = (content: string) => server.post('/api/message', { channel: 'reading-club', content }, ben.token)
  await write('Chapter four by Sunday')
  await expect(said(page)).toHaveText('Ben Okafor: Chapter four by Sunday')
  await Promise.all([1, 2, 3, 4, 5].map((number) => write(`Note ${number}`)))
  await expect(said(page)).toHaveText(/new messages|Ben Okafor: Note/)
})

test('on a phone: a swipe from the edge leads back to the list, one in the list to the last conversation', async ({ visit }) => {
  const page = await visit(server, { as: ada, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true })
  await conversationRow(page, 'general').tap()
  await arrived(page)
  await swipe(page, 200, 380)
  await expect(composer(page)).toBeVisible()
  await swipe(page, 8, 240)
  await expect(sidebar(page)).toBeVisible()
  await expect(composer(page)).toBeHidden()
  await swipe(page, 300, 80)
  await arrived(page)
  await page.goBack()
  await expect(sidebar(page)).toBeVisible()
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await swipe(page, 300, 80)
  await arrived(page)
  await page.goto(`${server.url}/search?q=Ludvig`)
  await expect(page.getByRole('searchbox', { name: 'Search messages' })).toBeVisible()
  expect.soft(await seriousViolations(page), 'search on a phone').toEqual([])
})
