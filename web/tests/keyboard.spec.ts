import type { Locator, Page } from '@playwright/test'
import { type Account, arrived, conversationRow, expect, message, PASSWORD, serverForThisFile, sidebar, test } from './support.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })
let ada: Account
let ben: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  ben = await server.register('Ben Okafor')
  await server.post('/api/channels', { name: 'harbour', kind: 'public' }, ada.token)
})

/** There is no mouse: a page of this test that is pressed by one has failed. */
test('a whole day by the keyboard alone, from signing in to signing out, and one always sees where one is', async ({ visit }) => {
  test.setTimeout(120_000)
  const page = await visit(server)
  await page.addInitScript(() => addEventListener('pointerdown', () => console.error('There was a mouse'), true))
  await page.reload()
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key)
  }
  await expect(page.getByLabel('E-mail or handle')).toBeFocused()
  await seen(page, 'signing in')
  await page.keyboard.type(ada.email)
  await press('Tab')
  await seen(page, 'password')
  await page.keyboard.type(PASSWORD)
  await press('Enter')
  await arrived(page)
  await seen(page, 'arrived')

  await press('Shift+F6')
  await expect(conversationRow(page, 'general')).toBeFocused()
  await seen(page, 'sidebar')
  await press('ArrowDown')
  await seen(page, 'row of the sidebar')
  await press('Enter')
  await arrived(page, '#harbour')
  await seen(page, 'another channel')

  await page.keyboard.type('Fog until noon')
  await press('Enter')
  await expect(message(page, 'Fog until noon').and(page.locator(':not(.pending)'))).toHaveCount(1)
  await seen(page, 'sent')
  await press('ArrowUp')
  await expect(page.getByRole('textbox', { name: 'Edit message' })).toBeFocused()
  await seen(page, 'editing')
  await press('End')
  await page.keyboard.type(', then wind')
  await press('Enter')
  await expect(message(page, 'then wind')).toContainText('(edited)')
  await seen(page, 'edited')
  await page.keyboard.type('To be deleted')
  await press('Enter')
  await expect(message(page, 'To be deleted')).not.toHaveClass(/pending/)

  await press('F6')
  await expect(message(page, 'To be deleted')).toBeFocused()
  await seen(page, 'a message')
  await tabTo(page, page.getByRole('button', { name: 'Edit message' }), 'Tab')
  await seen(page, 'tools of a message')
  await tabTo(page, message(page, 'To be deleted').getByRole('button', { name: 'Delete message' }), 'Tab')
  await press('Enter')
  await expect(message(page, 'Message deleted')).toBeFocused()
  await seen(page, 'hidden, and not deleted')
  await tabTo(page, page.getByRole('button', { name: 'Delete now' }), 'Tab')
  await seen(page, 'about to delete')
  await press('Enter')
  await expect(page.getByRole('group', { name: 'Message deleted.' })).toHaveCount(0)
  await expect(message(page, 'Message deleted')).toHaveCount(1)
  await seen(page, 'deleted')

  await server.post('/api/message', { channel: 'general', content: 'High water at three' }, ben.token)
  await press('Alt+ArrowUp')
  await arrived(page)
  await press('F6')
  await expect(message(page, 'High water')).toBeFocused()
  await press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await seen(page, 'menu of a message')
  await tabTo(page, page.getByRole('menuitem', { name: 'Mark unread from here' }), 'ArrowDown')
  await press('Enter')
  await expect(page.locator('.day.new')).toBeVisible()
  await expect(conversationRow(page, 'general')).not.toHaveAttribute('data-unread', '0')
  await seen(page, 'marked unread')

  await press('Control+Shift+F')
  await expect(page.getByRole('searchbox', { name: 'Search messages' })).toBeFocused()
  await seen(page, 'search')
  await page.keyboard.type('high water')
  await press('Enter')
  const result = page.getByRole('main').getByRole('listitem').getByRole('link')
  await expect(result).toHaveCount(1)
  await tabTo(page, result, 'Tab')
  await seen(page, 'a result')
  await press('Enter')
  await expect(message(page, 'High water')).toBeInViewport()
  await seen(page, 'come to what was found')

  await press('Control+.')
  const details = page.getByRole('complementary', { name: 'Details' })
  await expect(details).toBeVisible()
  await seen(page, 'details')
  await tabTo(page, details.getByRole('button', { name: 'Mute' }), 'Tab')
  await seen(page, 'about to mute')
  await press('Enter')
  await expect(details.getByRole('button', { name: 'Unmute' })).toBeVisible()
  await seen(page, 'muted')
  await press('Escape')
  await expect(details).toHaveCount(0)
  await seen(page, 'details closed')

  await press('Control+Shift+L')
  const dialog = page.getByRole('dialog', { name: 'Create a channel' })
  await expect(dialog).toBeVisible()
  await seen(page, 'creating a channel')
  await page.keyboard.type('tides')
  await press('Enter')
  await arrived(page, '#tides')
  await seen(page, 'a new channel')

  await press('Shift+F6')
  await expect(sidebar(page).locator('[data-channel-id]:focus')).toHaveCount(1)
  await press('Shift+F10')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await seen(page, 'menu of a row')
  await press('ArrowDown', 'Enter')
  await expect(page.getByRole('dialog', { name: /^Move / })).toBeVisible()
  await seen(page, 'moving')
  await tabTo(page, page.getByRole('dialog').getByRole('textbox'), 'Tab')
  await page.keyboard.type('Quay')
  await press('Enter')
  await expect(sidebar(page).getByRole('region', { name: 'Quay' }).getByRole('link')).toHaveCount(1)
  await seen(page, 'a row in its new section')

  await press('Control+,')
  await expect(page.getByRole('heading', { level: 1, name: 'Profile' })).toBeVisible()
  await tabTo(page, page.getByRole('link', { name: 'Appearance' }), 'Shift+Tab')
  await seen(page, 'list of the settings')
  await press('Enter')
  await tabTo(page, page.getByRole('group', { name: 'Theme' }).getByRole('radio', { checked: true }), 'Tab')
  await seen(page, 'a choice')
  await press('ArrowRight')
  await expect(page.locator('html')).toHaveAttribute('data-choice', 'light')
  await seen(page, 'another theme')
  await tabTo(page, page.getByRole('link', { name: 'Back to the conversation' }), 'Shift+Tab')
  await press('Enter')
  await arrived(page, '#tides')

  await tabTo(page, page.getByRole('button', { name: 'Account and settings' }), 'Shift+Tab')
  await seen(page, 'own menu')
  await press('Enter')
  await expect(page.getByRole('menuitem').first()).toBeFocused()
  await press('End')
  await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeFocused()
  await press('Enter')
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await seen(page, 'signed out')
})

/** The focus is on something, inside of the window, and drawn: by an outline or a ring of its own or of its line, or by the ground of a menu's item. */
async function seen(page: Page, where: string): Promise<void> {
  const lost = () =>
    page.evaluate(() => {
      const { activeElement: focused } = document
      if (!(focused instanceof HTMLElement) || focused === document.body) return 'nothing has the focus'
      const box = focused.getBoundingClientRect()
      if (box.bottom <= 0 || box.top >= innerHeight || box.right <= 0 || box.left >= innerWidth) return 'outside of the window'
      const isRinged = (one: Element | null) => {
        if (!one) return false
        const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(one)
        return (outlineStyle !== 'none' && Number.parseFloat(outlineWidth) >= 2) || boxShadow !== 'none'
      }
      const around = focused.closest('.box, .field-line, .find-line, .segments label, .choice label')
      const wordsTakeFocus = focused.matches('h1, h2')
      const isItem =
        focused.matches('[role^=menuitem]') && getComputedStyle(focused).backgroundColor !== getComputedStyle(focused.parentElement ?? focused).backgroundColor
      // In a line of its own, alone in its dialog, the caret is what is seen.
      const isCaret = focused.matches('.jump-line input')
      return isRinged(focused) || isRinged(around) || isItem || wordsTakeFocus || isCaret ? '' : `nothing shows it: ${focused.outerHTML.slice(0, 160)}`
    })
  await expect.poll(lost, { message: where, timeout: 5_000 }).toBe('')
}

/** A press as often as a patient person would, until it has the focus. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' | 'ArrowDown'): Promise<void> {
  await expect(target).toBeAttached()
  for (let presses = 0; presses < 60; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press(key)
  }
  await expect(target).toBeFocused()
}
