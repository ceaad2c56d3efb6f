import type { Head, User } from '@parley/protocol'
import type { Page } from '@playwright/test'
import { fillWorkspace, LONG, pathOf } from '../../bench/web/fill.ts'
import { type Account, arrived, expect, message, messages, serverForThisFile, test } from './support.ts'

/** The bench goes through 50,000; importing those takes too long for a test on a busy machine. */
const ROWS = 20_000
const MOST_IN_PAGE = 300
const server = serverForThisFile()
let ada: Account
let path: string

test.beforeAll(async () => {
  test.setTimeout(300_000) // three nodes on PostgreSQL take ten times as long for an import
  ada = await server.register('Ada Dunne')
  const { user } = await server.get<{ user: User }>('/api/user', ada.token)
  await fillWorkspace((to, body, token) => server.post(to, body, token), { token: ada.token, handle: user.handle }, { channels: 1, long: ROWS, short: 0 })
  const { channels } = await server.get<{ channels: Head[] }>('/api/channels', ada.token)
  const long = channels.find(({ channel }) => channel.name === LONG)
  if (!long) throw new Error(`#${LONG} is missing`)
  await server.post(`/api/channels/${long.channel.id}/read`, { seq: ROWS }, ada.token)
  path = pathOf(long)
})

test('from the end upwards by the Home key: the page stays small, and further back comes into view', async ({ visit }) => {
  const page = await openAt(visit, path)
  await expect(message(page, `${ROWS}: `)).toBeInViewport()
  const first = await firstSeq(page)
  // How far one press goes is the moment's affair (32 rows on a busy machine); that each goes further, and all of them far, is the test's.
  for (let step = 0, before = first; step < 16 && first - before <= 400; step++, before = await firstSeq(page)) {
    await page.getByRole('log').focus()
    await page.keyboard.press('Home')
    await expect.poll(() => firstSeq(page)).toBeLessThan(before)
    // What stands too far below leaves in the frames after.
    await expect.poll(() => messages(page).count()).toBeLessThanOrEqual(MOST_IN_PAGE)
  }
  expect(first - (await firstSeq(page))).toBeGreaterThan(400)
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(message(page, `${ROWS}: `)).toBeInViewport()
  await expect(page.getByRole('button', { name: 'Jump to latest' })).toHaveCount(0)
})

test('to the very beginning and back to now', async ({ visit }) => {
  const page = await openAt(visit, `${path}/1`)
  await expect(row(page, 1)).toBeInViewport()
  await expect(page.getByText('This is where it begins.')).toHaveCount(1)
  expect(await seqs(page)).toEqual(Array.from(await seqs(page), (_, at) => at + 1))
  await page.getByRole('button', { name: 'Jump to latest' }).click()
  await expect(message(page, `${ROWS}: `)).toBeInViewport()
  await expect.poll(() => messages(page).count()).toBeLessThanOrEqual(MOST_IN_PAGE)
})

test('opened in the middle by its address: that message is in view, and both directions go on from there without a hole', async ({ visit }) => {
  const middle = ROWS / 2
  const page = await openAt(visit, `${path}/${middle}`)
  await expect(row(page, middle)).toBeInViewport()
  for (const way of ['Home', 'End', 'Home'] as const) {
    const before = await seqs(page)
    await page.getByRole('log').focus()
    await page.keyboard.press(way)
    await expect.poll(async () => (await seqs(page)).at(way === 'Home' ? 0 : -1)).not.toBe(before.at(way === 'Home' ? 0 : -1))
    const now = await seqs(page)
    expect(now).toEqual(Array.from(now, (_, at) => (now[0] ?? 0) + at))
    await expect.poll(() => messages(page).count()).toBeLessThanOrEqual(MOST_IN_PAGE)
  }
})

test('what is put above moves nothing that is read', async ({ visit }) => {
  const page = await openAt(visit, `${path}/${ROWS / 2}`)
  await expect(row(page, ROWS / 2)).toBeInViewport()
  for (let step = 0; step < 6; step++) {
    const before = await firstSeq(page)
    const moved = await page.evaluate(watchWhileClimbing)
    expect(await firstSeq(page), 'rows were put above').toBeLessThan(before)
    expect(Math.abs(moved), 'pixels that the row moved by itself').toBeLessThanOrEqual(1)
  }
})

test('who stands at the upper end stays at the row that is there when older ones come', async ({ visit }) => {
  const page = await openAt(visit, `${path}/${ROWS / 2}`)
  await expect(row(page, ROWS / 2)).toBeInViewport()
  for (let step = 0; step < 3; step++) {
    const before = await oldestAtRest(page)
    await page.getByRole('log').evaluate((list) => list.scrollTo(0, -list.scrollHeight))
    await expect.poll(() => firstSeq(page), 'rows were put above').toBeLessThan(before)
    await expect(row(page, before)).toBeInViewport()
  }
})

test('the search of the browser finds what stands in the page', async ({ visit }) => {
  const page = await openAt(visit, path)
  const seq = (await firstSeq(page)) + 3
  const found = (words: string): Promise<string | null> =>
    page.evaluate((sought) => {
      getSelection()?.removeAllRanges()
      const here = (window as unknown as { find(text: string): boolean }).find(sought)
      return here ? (getSelection()?.anchorNode?.parentElement?.closest('article')?.getAttribute('data-seq') ?? null) : null
    }, words)
  expect(await found(`${seq}: `)).toBe(`${seq}`)
  expect(await found('these words were never said')).toBeNull()
})

type Visit = Parameters<Parameters<typeof test>[2]>[0]['visit']

async function openAt(visit: Visit, where: string): Promise<Page> {
  const page = await visit(server, { as: ada, path: where })
  await arrived(page, `#${LONG}`)
  await messages(page).first().waitFor()
  return page
}

const row = (page: Page, seq: number) => page.locator(`article[data-seq="${seq}"]`)
const seqs = (page: Page): Promise<number[]> => messages(page).evaluateAll((tiles) => tiles.map((tile) => Number(tile.getAttribute('data-seq'))))
const firstSeq = async (page: Page): Promise<number> => (await seqs(page))[0] ?? Number.NaN

/** The oldest row of the page once no more are put above it: a list that has just opened grows for some frames. */
async function oldestAtRest(page: Page): Promise<number> {
  for (let before = Number.NaN; ; ) {
    const now = await firstSeq(page)
    if (now === before) return now
    before = now
    await page.evaluate(async () => {
      for (let frames = 0; frames < 8; frames++) await new Promise(requestAnimationFrame)
    })
  }
}

/** In the page: climbs until older rows were put above, and answers how far a row in view moved besides what was scrolled. */
async function watchWhileClimbing(): Promise<number> {
  const list = document.querySelector('[role="log"]')
  if (!list) return Number.NaN
  const oldest = (): string | null => list.querySelector('article')?.getAttribute('data-seq') ?? null
  const frame = (): Promise<number> => new Promise(requestAnimationFrame)
  const edge = list.getBoundingClientRect()
  const start = oldest()
  for (let tries = 0; tries < 100; tries++) {
    const seen = [...list.querySelectorAll('article')].find((tile) => tile.getBoundingClientRect().top > edge.top)
    const before = seen?.getBoundingClientRect().top ?? Number.NaN
    const step = -Math.min(120, list.scrollHeight - list.clientHeight + list.scrollTop)
    list.scrollBy({ top: step, behavior: 'instant' })
    for (let frames = 0; frames < 10; frames++) await frame()
    const moved = (seen?.getBoundingClientRect().top ?? Number.NaN) - before + step
    if (oldest() !== start || !(Math.abs(moved) <= 1)) return moved
  }
  return Number.NaN
}
