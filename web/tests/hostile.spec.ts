import type { Page } from '@playwright/test'
import { NAMES, PAYLOADS } from './payloads.ts'
import { type Account, composer, expect, message, messages, serverForThisFile, sidebar, test } from './support.ts'

const server = serverForThisFile()
const FIRST = 'Before the storm'
const CALM = 'The tide is calm'
/** All that a message may be drawn with. */
const TAGS = new Set('P H2 BLOCKQUOTE UL OL LI INPUT DIV PRE CODE SPAN BUTTON svg path rect SECTION TABLE THEAD TBODY TR TH TD HR A STRONG EM DEL'.split(' '))
const ATTRIBUTES =
  /^(class|href|title|target|rel|role|tabindex|aria-label|aria-hidden|inert|value|type|checked|disabled|xmlns|width|height|viewBox|fill|stroke|stroke-width|stroke-linecap|stroke-linejoin|d|x|y|rx|ry)$/

let ben: Account
const rooms = new Map<string, { id: string; name: string; sent: string[] }>()

/** Everybody but Ben has an attack for a name, every channel one for its name and another for its topic. */
test.beforeAll(async () => {
  test.setTimeout(120_000)
  ben = await server.register('Ben Okafor')
  const people: string[] = []
  for (const [index, name] of [...NAMES, 'Ada Dunne'].entries()) {
    const { token } = await server.post<{ token: string }>('/api/register', { name, email: `person${index}@harbour.test`, password: 'a long and quiet tide' })
    people.push(token)
  }
  let turn = 0
  for (const [index, [family, sent]] of Object.entries(PAYLOADS).entries()) {
    const [name = '', topic] = [NAMES[index], NAMES.at(-index - 1)]
    const made = await server.post<{ channel: { id: string; name: string } }>('/api/channels', { kind: 'public', name, topic }, people[0])
    const { id } = made.channel
    for (const token of [...people.slice(1), ben.token]) await server.post(`/api/channels/${id}/join`, {}, token)
    await server.post(`/api/channels/${id}/messages`, { content: FIRST }, ben.token)
    for (const content of sent) await server.post(`/api/channels/${id}/messages`, { content }, people[turn++ % people.length])
    await server.post(`/api/channels/${id}/messages`, { content: CALM }, ben.token)
    rooms.set(family, { id, name: made.channel.name, sent })
  }
})

/** Opens a room with everything that could go off being watched from the first moment. */
async function enter(page: Page, family: string): Promise<{ name: string; sent: string[] }> {
  const room = rooms.get(family)
  if (!room) throw new Error(`No room for ${family}`)
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => page.evaluate(() => Object.assign(window, { __pwned: 'a dialog' }))))
  await page.addInitScript(() => {
    const seen: string[] = []
    Object.assign(window, { __violations: seen })
    addEventListener('securitypolicyviolation', (event) => seen.push(`${event.violatedDirective} ${event.blockedURI}`))
  })
  await page.goto(`${server.url}/c/x~${room.id.replaceAll('-', '')}`)
  await expect(message(page, CALM)).toBeVisible()
  return room
}

async function expectQuiet(page: Page): Promise<void> {
  expect(await page.evaluate(() => Reflect.get(window, '__pwned'))).toBeUndefined()
  expect(await page.evaluate(() => Reflect.get(window, '__violations'))).toEqual([])
  expect(page.url()).toContain(server.url)
}

for (const [family, sent] of Object.entries(PAYLOADS)) {
  test(`[S66] ${sent.length} attacks by ${family}: nothing runs, nothing is asked for, the room stays usable`, async ({ visit }) => {
    const page = await visit(server, { as: ben })
    const { name } = await enter(page, family)
    await scrollThrough(page)
    await expect(page.locator('.failed-tile')).toHaveCount(0)
    await page
      .locator('.spoiler[role=button]')
      .evaluateAll((hidden) => hidden.forEach((one) => void one.dispatchEvent(new MouseEvent('click', { bubbles: true }))))
    await expect(page.locator('.spoiler[role=button]')).toHaveCount(0)
    const drawn = await page
      .locator('.body')
      .evaluateAll((bodies) =>
        bodies.flatMap((body) =>
          [...body.querySelectorAll('*')].map((one) => ({ tag: one.tagName, names: one.getAttributeNames(), href: one.getAttribute('href') })),
        ),
      )
    expect([...new Set(drawn.map(({ tag }) => tag))].filter((tag) => !TAGS.has(tag))).toEqual([])
    expect([...new Set(drawn.flatMap(({ names }) => names))].filter((one) => !ATTRIBUTES.test(one))).toEqual([])
    expect(drawn.flatMap(({ href }) => href ?? []).filter((href) => !/^https?:\/\/[^/@]+\/|^mailto:|^\/c\//.test(href))).toEqual([])
    await expectCalmTile(page)
    await composer(page, `#${name}`).fill('Still here')
    await composer(page, `#${name}`).press('Enter')
    await expect(message(page, 'Still here').and(page.locator(':not(.pending)'))).toBeInViewport()
    await expectQuiet(page)
  })
}

/** The page brings no more than fits; the rest comes as one scrolls up. */
async function scrollThrough(page: Page): Promise<void> {
  const log = page.getByRole('log', { name: 'Messages' })
  await expect(async () => {
    await log.evaluate((list) => list.scrollTo(0, -list.scrollHeight))
    await expect(message(page, FIRST)).toHaveCount(1, { timeout: 500 })
  }).toPass({ timeout: 20_000 })
  await log.evaluate((list) => list.scrollTo(0, 0))
}

/** The message after the attacks is where it belongs, as large as any, and nothing lies over it. */
async function expectCalmTile(page: Page): Promise<void> {
  const calm = message(page, CALM).locator('.body')
  await calm.scrollIntoViewIfNeeded()
  const { height, covered, left, direction } = await calm.evaluate((body) => {
    const { x, y, height } = body.getBoundingClientRect()
    const over = document.elementFromPoint(x + 20, y + height / 2)
    return { height, left: x, covered: !(over && body.contains(over)), direction: getComputedStyle(body).direction }
  })
  expect({ height, covered, direction }).toEqual({ height: 22, covered: false, direction: 'ltr' })
  const first = messages(page).filter({ hasText: FIRST }).locator('.body')
  expect(await first.evaluate((body) => body.getBoundingClientRect().x)).toBe(left)
  const widest = await page.getByRole('log', { name: 'Messages' }).evaluate((log) => log.scrollWidth - log.clientWidth)
  expect(widest, 'how far messages can be pushed sideways').toBe(0)
}

test('[S66] HTML is shown letter for letter', async ({ visit }) => {
  const page = await visit(server, { as: ben })
  const { sent } = await enter(page, 'script')
  await scrollThrough(page)
  const words = await page.locator('.body').allInnerTexts()
  expect(words.slice(1, sent.length + 1)).toEqual(sent)
})

test('[S66] attacks as names, topics and search results are words', async ({ visit }) => {
  const page = await visit(server, { as: ben })
  const { name } = await enter(page, 'handlers')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  await expect(sidebar(page).getByRole('link')).not.toHaveCount(0)
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText(NAMES[0] ?? '')
  await page.keyboard.press('Control+k')
  await page.getByRole('dialog').getByRole('combobox').fill('pwned')
  await page.getByRole('option', { name: /Search messages for/ }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'pwned' })).not.toHaveCount(0)
  await expectQuiet(page)
})

test('a message that cannot be drawn costs its own tile only', async ({ visit }) => {
  const page = await visit(server, { as: ben, tolerate: /no such address/ })
  await page.addInitScript(() => {
    const { canParse } = URL
    URL.canParse = (text, ...more) => {
      if (String(text).includes('broken.test')) throw new Error('no such address')
      return canParse(text, ...more)
    }
  })
  const { name } = await enter(page, 'mutation')
  await composer(page, `#${name}`).fill('See https://broken.test')
  await composer(page, `#${name}`).press('Enter')
  await expect(page.getByText('This message could not be shown.')).toHaveCount(1)
  await expect(message(page, CALM)).toBeVisible()
  await composer(page, `#${name}`).fill('And on it goes')
  await composer(page, `#${name}`).press('Enter')
  await expect(message(page, 'And on it goes')).toBeInViewport()
})
