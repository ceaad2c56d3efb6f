import type { Page } from '@playwright/test'
import { sideways, unreachable } from './reach.ts'
import { type Account, arrived, composer, conversationRow, expect, message, serverForThisFile, sidebar, test } from './support.ts'
import { clippedIn, sidewaysOverflow } from './words.ts'

const server = serverForThisFile()
const sizes = [
  ['320 px', { width: 320, height: 640 }],
  ['200 % zoom of 1280 × 900', { width: 640, height: 450 }],
] as const
const LONG_NAME = 'berths-and-moorings-of-the-outer-harbour-in-winter'
let ada: Account

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  const ben = await server.register('Benedetta Okafor-Lindqvist of the Outer Quay')
  const { channel } = await server.post<{ channel: { id: string } }>(
    '/api/channels',
    { kind: 'public', name: LONG_NAME, topic: 'Which ship lies where, from when until when, and who pays for the electricity of it' },
    ada.token,
  )
  await server.post(`/api/channels/${channel.id}/join`, {}, ben.token)
  for (const content of [
    'The manifest of the Ludvig',
    `A long word: ${'Schifffahrtsgesellschaft'.repeat(6)}`,
    `\`\`\`\nconst wide = '${'-'.repeat(200)}'\n\`\`\``,
  ])
    await server.post('/api/message', { content, channel: LONG_NAME }, ben.token)
})

for (const [called, viewport] of sizes) {
  test(`${called}: list, channel, switcher, details and search scroll in one direction, cut nothing off, and every control is in reach`, async ({ visit }) => {
    test.setTimeout(120_000)
    const page = await visit(server, { as: ada, viewport, reducedMotion: 'reduce' })
    await expect(sidebar(page)).toBeVisible()
    await fits(page, 'list')
    await conversationRow(page, LONG_NAME).click()
    await arrived(page, `#${LONG_NAME}`)
    await expect(message(page, 'The manifest of the Ludvig')).toBeVisible()
    await fits(page, 'channel')
    await composer(page, `#${LONG_NAME}`).fill('One line\nand another\n'.repeat(12))
    await fits(page, 'channel, with much in its field')
    await expect(page.getByRole('log')).toBeVisible()
    expect.soft((await page.getByRole('log').boundingBox())?.height, 'messages are still seen').toBeGreaterThan(60)
    await composer(page, `#${LONG_NAME}`).fill('')

    await page.keyboard.press('Control+k')
    await expect(page.getByRole('combobox', { name: 'Search or jump to' })).toBeFocused()
    await fits(page, 'switcher')
    await page.keyboard.type('berth')
    await expect(page.getByRole('option').first()).toBeVisible()
    await fits(page, 'switcher, with something found')
    await page.keyboard.press('Escape')

    await page.getByRole('button', { name: 'Details', exact: true }).click()
    const details = page.getByRole('complementary', { name: 'Details' })
    await expect(details).toContainText('Created')
    await fits(page, 'details')
    await details.getByRole('button', { name: 'Close details' }).click()
    await expect(page.getByRole('button', { name: 'Details', exact: true })).toBeFocused()

    await page.goto(`${server.url}/search?q=manifest`)
    await expect(page.getByText('1 message')).toBeVisible()
    await fits(page, 'search')
    await page.goto(`${server.url}/search?q=nowhere`)
    await expect(page.getByText('Nothing was said')).toBeVisible()
    await fits(page, 'search, nothing found')
  })
}

async function fits(page: Page, where: string): Promise<void> {
  expect.soft(await sidewaysOverflow(page), `${where}: the page sideways`).toBe(0)
  // Code and tables are as wide as they are, and scroll in themselves.
  expect
    .soft(await sideways(page, '.visually-hidden, next-route-announcer, .skip, .body pre, .body table, .scrolls, .format-bar'), `${where}: sideways`)
    .toEqual([])
  expect.soft(await clippedIn(page), `${where}: cut off`).toEqual([])
  const { controls, missed } = await unreachable(page)
  expect.soft(controls, `${where}: there are controls`).toBeGreaterThan(2)
  expect.soft(missed, `${where}: out of reach`).toEqual([])
}
