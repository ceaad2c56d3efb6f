import type { Page } from '@playwright/test'
import { Front } from './front.ts'
import { type Account, arrived, composer, expect, message, OUTAGE, offlineBanner, say, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })
const OFFLINE = new RegExp(`${OUTAGE.source}|ERR_INTERNET_DISCONNECTED|ERR_TIMED_OUT|ERR_FAILED|ERR_ABORTED`)
const front = new Front(server)
let ada: Account

test.describe.configure({ timeout: 90_000 })
test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  await front.open()
})
test.afterAll(() => front.close())

test('without a network the page still opens, says that it has nothing to show, and comes back by itself', async ({ visit }) => {
  const page = await visit(server, { as: ada, tolerate: OFFLINE })
  // A browser that keeps nothing; one that does shows it, as the next test sees.
  await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
  await arrived(page)
  await workerIsHere(page) // a page that is loaded while the worker begins is not its own yet
  await page.reload()
  await arrived(page)
  await workerIsHere(page)
  const path = new URL(page.url()).pathname
  expect(path).toMatch(/^\/c\/general~/)

  await page.context().setOffline(true)
  const started = Date.now()
  await page.reload()
  await expect(unreached(page)).toBeVisible()
  expect(Date.now() - started).toBeLessThan(2_000)
  await expect(page.getByText('Messages you had not sent yet are kept in this browser')).toBeVisible()
  expect(new URL(page.url()).pathname).toBe(path)

  await page.context().setOffline(false)
  await arrived(page)
  await say(page, 'Back from the tunnel')
})

test('without a network a reload shows the last messages, and what is written then is sent once there is one', async ({ visit }) => {
  const page = await visit(server, { as: ada, tolerate: OFFLINE })
  await arrived(page)
  await workerIsHere(page)
  await say(page, 'Before the tunnel')
  await page.waitForTimeout(3_000) // what is kept is written a moment after it came
  await page.context().setOffline(true)
  await page.reload()
  await expect(message(page, 'Before the tunnel')).toBeVisible()
  await expect(offlineBanner(page)).toBeVisible({ timeout: 20_000 })
  await composer(page).fill('Written in the tunnel')
  await composer(page).press('Enter')
  await expect(message(page, 'Written in the tunnel').and(page.locator('.pending'))).toHaveCount(1)
  await page.context().setOffline(false)
  await expect(message(page, 'Written in the tunnel').and(page.locator(':not(.pending)'))).toHaveCount(1, { timeout: 30_000 })
})

test('a server that is there and says nothing: the page shows what it kept, says so, and comes back by itself', async ({ visit }) => {
  const page = await visit(server, { as: ada, tolerate: OFFLINE })
  await arrived(page)
  await workerIsHere(page)
  server.freeze()
  try {
    await page.reload({ timeout: 6_000 })
    await expect(composer(page)).toBeVisible({ timeout: 12_000 })
    await expect(offlineBanner(page)).toBeVisible({ timeout: 20_000 })
  } finally {
    server.thaw()
  }
  await arrived(page)
})

test('a new version waits until the person asks for it', async ({ visit }) => {
  const page = await visit(front, { as: ada })
  await arrived(page)
  await workerIsHere(page)
  const [before] = await shelves(page)
  await composer(page).fill('Half a thought')

  const loadedAt = () => page.evaluate(() => performance.timeOrigin)
  const first = await loadedAt()
  front.buildId = '0123456789abcdef'
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  const line = page.getByRole('status').filter({ hasText: 'A new version is ready' })
  await expect(line).toBeVisible()
  expect(await shelves(page)).toEqual([before, 'parley-0123456789abcdef'])
  await composer(page).pressSequentially(', and more')
  expect(await loadedAt()).toBe(first)

  const loadedAgain = page.waitForEvent('load')
  await line.getByRole('button', { name: 'Reload' }).click()
  await loadedAgain
  await arrived(page)
  expect(await loadedAt()).not.toBe(first)
  await expect(composer(page)).toHaveValue('Half a thought, and more')
  await expect(line).toHaveCount(0)
  await expect.poll(() => shelves(page)).toEqual(['parley-0123456789abcdef'])
  await composer(page).fill('')
})

test('a version that one tab took is told in the others too, also in one that was never told of it', async ({ visit }) => {
  const page = await visit(front, { as: ada })
  await arrived(page)
  await workerIsHere(page)
  const other = await page.context().newPage()
  // It sleeps through the time in which the new worker waits.
  await other.addInitScript(() => {
    const { addEventListener } = ServiceWorkerRegistration.prototype
    ServiceWorkerRegistration.prototype.addEventListener = function (type: string, ...rest: [EventListener]) {
      if (type !== 'updatefound') addEventListener.call(this, type, ...rest)
    }
  })
  await other.goto(page.url())
  await arrived(other)
  await workerIsHere(other)
  await composer(other).fill('Written in the other tab')

  front.buildId = 'fedcba9876543210'
  await page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update()))
  const line = (tab: Page) => tab.getByRole('status').filter({ hasText: 'A new version is ready' })
  await expect(line(page)).toBeVisible()
  await expect(line(other)).toHaveCount(0)
  const first = await other.evaluate(() => performance.timeOrigin)
  const loadedAgain = page.waitForEvent('load')
  await line(page).getByRole('button', { name: 'Reload' }).click()
  await loadedAgain
  await arrived(page)
  await expect(line(page)).toHaveCount(0)
  await expect(line(other), 'the tab that was left as it is says so').toBeVisible()
  expect(await other.evaluate(() => performance.timeOrigin), 'and was not loaded anew').toBe(first)
  const otherAgain = other.waitForEvent('load')
  await line(other).getByRole('button', { name: 'Reload' }).click()
  await otherAgain
  await arrived(other)
  await expect(line(other)).toHaveCount(0)
  await expect(composer(other)).toHaveValue('Written in the other tab')
  await composer(other).fill('')
})

test('what is kept for the time without a network is nobody’s: files of the build and the bare page', async ({ visit }) => {
  // A reload ends what the worker was still bringing, and the browser calls that a failure.
  const page = await visit(server, { as: ada, tolerate: OUTAGE })
  await arrived(page)
  await workerIsHere(page)
  await say(page, 'Between us only')
  await page.reload()
  await arrived(page)
  await expect(message(page, 'Between us only')).toBeVisible()
  // The page of this person does hold what is theirs: the search below could find it.
  expect(await page.evaluate(() => document.getElementById('boot')?.textContent)).toContain('"signedIn":true')
  const signedIn = await keptPages(page)
  expect(signedIn.map(({ path }) => path)).toContain('/shell')
  expect(signedIn.filter(({ path }) => !/^\/(?:shell|icon\.svg|manifest\.webmanifest|icons\/[\w-]+\.png|_next\/static\/.+)$/.test(path))).toEqual([])

  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  for (const { path, text } of [...signedIn, ...(await keptPages(page))]) {
    for (const personal of ['id="boot"', 'signedIn":', 'Ada Dunne', ada.email, ada.token, 'Between us only']) {
      expect(text.includes(personal), `${personal} in ${path}`).toBe(false)
    }
  }
})

const unreached = (page: Page) => page.getByRole('heading', { name: 'Parley cannot be reached' })

/** Installed, in charge, and told what the page had loaded before. */
async function workerIsHere(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}

const shelves = (page: Page): Promise<string[]> => page.evaluate(() => caches.keys())

const keptPages = (page: Page): Promise<{ path: string; text: string }[]> =>
  page.evaluate(async () => {
    const found: { path: string; text: string }[] = []
    for (const name of await caches.keys()) {
      const cache = await caches.open(name)
      for (const request of await cache.keys()) {
        const url = new URL(request.url)
        found.push({ path: url.pathname + url.search, text: (await (await cache.match(request))?.text()) ?? '' })
      }
    }
    return found
  })
