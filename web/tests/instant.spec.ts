import type { Page } from '@playwright/test'
import {
  type Account,
  arrived,
  composer,
  conversationRow,
  expect,
  message,
  messages,
  OUTAGE,
  offlineBanner,
  PASSWORD,
  REFUSAL,
  say,
  serverForThisFile,
  test,
} from './support.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })
let ada: Account
let ben: Account

interface Head {
  channel: { id: string }
}
interface Said {
  message: { id: string }
}

test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  ben = await server.register('Ben Okafor')
  const { channel } = await server.post<Head>('/api/channels', { kind: 'private', name: 'lighthouse' }, ada.token)
  await server.post('/api/message', { content: 'The lamp is lit', channel: channel.id }, ada.token)
  for (let n = 1; n <= 30; n++) await server.post('/api/message', { content: `Log line ${n}` }, n % 2 ? ada.token : ben.token)
})

/** A page of somebody that has not gone anywhere yet. */
async function blank(page: Page, as: Account): Promise<void> {
  await page.goto('about:blank')
  await page.context().addCookies([{ name: 'parley', value: as.token, url: server.url, httpOnly: true, sameSite: 'Lax' }])
}

/** Sockets open, and nobody ever speaks on them. */
const deafSocket = (page: Page): Promise<void> => page.routeWebSocket(/socket/, () => {})

/** As from a cache: the page without the server's word, and no answer to what it asks. */
async function onlyTheShell(page: Page): Promise<void> {
  await page.route(`${server.url}/api/**`, (route) => route.abort())
  await page.addInitScript(() => {
    new MutationObserver(() => document.getElementById('boot')?.remove()).observe(document, { childList: true, subtree: true })
  })
}

/** The channels whose messages this browser keeps. */
const keptPages = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const [found] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('parley:'))
    if (!found?.name) return 0
    const opening = indexedDB.open(found.name)
    await new Promise((resolve) => (opening.onsuccess = resolve))
    const counting = opening.result.transaction('pages').objectStore('pages').count()
    await new Promise((resolve) => (counting.onsuccess = resolve))
    opening.result.close()
    return counting.result
  })
const databases = (page: Page): Promise<number> => page.evaluate(async () => (await indexedDB.databases()).length)

/** How much has moved by itself since the page began. */
const shifted = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        let sum = 0
        new PerformanceObserver((list) => {
          for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value
        }).observe({ type: 'layout-shift', buffered: true })
        setTimeout(() => resolve(sum), 500)
      }),
  )

test('[W74] the first paint has the conversations and the messages, before any socket has spoken', async ({ visit }) => {
  const page = await visit(server)
  await blank(page, ada)
  await deafSocket(page)
  await page.goto(server.url)
  await expect(conversationRow(page, 'general')).toBeVisible()
  await expect(conversationRow(page, 'lighthouse')).toBeVisible()
  await expect(message(page, 'Log line 30')).toBeInViewport()
  await expect(messages(page)).toHaveCount(30)
  await expect(messages(page).getByText('Ada Dunne').first()).toBeVisible()
  await expect(page.getByRole('status').filter({ hasText: 'Connecting…' })).toBeVisible()
  expect(await shifted(page)).toBeLessThan(0.02)
})

test('the resume moves nothing, and what comes then stands at the end', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  await expect(message(page, 'Log line 30')).toBeInViewport()
  await expect(page.getByRole('status').filter({ hasText: /./ })).toHaveCount(0)
  expect(await shifted(page)).toBeLessThan(0.02)
  await say(page, 'Log line 31')
  await expect(message(page, 'Log line 31')).toBeInViewport()
})

test('without a server: the last conversations come from this browser, and the banner says that they are not live', async ({ visit }) => {
  const page = await visit(server, { as: ada, tolerate: OUTAGE })
  await arrived(page)
  await conversationRow(page, 'lighthouse').click()
  await expect(message(page, 'The lamp is lit')).toBeVisible()
  await expect.poll(() => keptPages(page), { timeout: 20_000 }).toBe(2)

  await onlyTheShell(page)
  await page.routeWebSocket(/socket/, (socket) => socket.close())
  await page.reload()
  await expect(message(page, 'The lamp is lit')).toBeVisible()
  await expect(page.locator('#boot')).toHaveCount(0)
  await expect(offlineBanner(page)).toBeVisible()
  await conversationRow(page, 'general').click()
  await expect(message(page, 'Log line 30')).toBeVisible()
  await composer(page).fill('Written offline')
  await composer(page).press('Enter')
  await expect(message(page, 'Written offline')).toHaveClass(/pending/)

  const again = await page.context().newPage()
  await page.close()
  await again.goto(server.url)
  await expect(message(again, 'Written offline')).toHaveCount(1)
  await expect(message(again, 'Written offline')).not.toHaveClass(/pending/)
})

test('[I3] what was edited and deleted while away is right after the resume', async ({ visit }) => {
  const { channel } = await server.post<Head>('/api/channels', { kind: 'private', name: 'pilots' }, ada.token)
  const post = (content: string): Promise<Said> => server.post('/api/message', { content, channel: channel.id }, ada.token)
  const [first, second] = [await post('Berth 4 at noon'), await post('Nobody told the pilots')]
  const page = await visit(server, { as: ada })
  await arrived(page)
  await conversationRow(page, 'pilots').click()
  await expect(message(page, 'Berth 4 at noon')).toBeVisible()
  await expect.poll(() => keptPages(page), { timeout: 20_000 }).toBeGreaterThan(1)
  const address = page.url()
  await page.goto('about:blank')
  const headers = { authorization: `Bearer ${ada.token}`, 'content-type': 'application/json' }
  const edited = await fetch(`${server.url}/api/messages/${first.message.id}`, { method: 'PATCH', headers, body: '{"content":"Berth 7 at one"}' })
  const deleted = await fetch(`${server.url}/api/messages/${second.message.id}`, { method: 'DELETE', headers: { authorization: headers.authorization } })
  expect([edited.ok, deleted.ok]).toEqual([true, true])
  await post('The tide turns')

  let open = (): void => {}
  const gate = new Promise<void>((resolve) => (open = resolve))
  await onlyTheShell(page)
  await page.routeWebSocket(/socket/, async (socket) => {
    await gate
    socket.connectToServer()
  })
  await page.goto(address)
  await expect(message(page, 'Berth 4 at noon')).toBeVisible()
  await expect(page.locator('#boot')).toHaveCount(0)
  await expect(message(page, 'The tide turns')).toHaveCount(0)
  open()
  await expect(message(page, 'The tide turns')).toBeVisible()
  await expect(message(page, 'Berth 7 at one')).toBeVisible()
  await expect(message(page, 'Berth 4 at noon')).toHaveCount(0)
  await expect(message(page, 'Nobody told the pilots')).toHaveCount(0)
})

test('signing out leaves no rows behind', async ({ visit }) => {
  const { token } = await server.post<{ token: string }>('/api/login', { email: ada.email, password: PASSWORD })
  const page = await visit(server, { as: { ...ada, token }, tolerate: REFUSAL })
  await arrived(page)
  await expect.poll(() => keptPages(page), { timeout: 20_000 }).toBeGreaterThan(0)
  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => databases(page)).toBe(0)
})

test('a session that was ended elsewhere leaves no rows behind either', async ({ visit }) => {
  const { token } = await server.post<{ token: string }>('/api/login', { email: ben.email, password: PASSWORD })
  const page = await visit(server, { as: { ...ben, token }, tolerate: REFUSAL })
  await arrived(page)
  await expect.poll(() => keptPages(page), { timeout: 20_000 }).toBeGreaterThan(0)
  await page.goto('about:blank')
  await server.post('/api/logout', {}, token)
  await page.goto(server.url)
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  await expect.poll(() => databases(page)).toBe(0)
})

test('another person in the same browser sees nothing of the former, and it is deleted', async ({ visit }) => {
  const page = await visit(server, { as: ada, tolerate: REFUSAL })
  await arrived(page)
  await conversationRow(page, 'lighthouse').click()
  await expect(message(page, 'The lamp is lit')).toBeVisible()
  await expect.poll(() => keptPages(page), { timeout: 20_000 }).toBeGreaterThan(0)
  const address = page.url()
  await blank(page, ben)
  await deafSocket(page)
  await page.goto(address)
  await expect(conversationRow(page, 'general')).toBeVisible()
  await expect(conversationRow(page, 'lighthouse')).toHaveCount(0)
  await expect(page.getByText('The lamp is lit')).toHaveCount(0)
  await expect.poll(() => databases(page)).toBeLessThan(2)
})

test('a browser that keeps nothing: the page works, and says what would be lost with the tab', async ({ visit }) => {
  const page = await visit(server, { tolerate: OUTAGE })
  await blank(page, ada)
  await page.addInitScript(() => {
    indexedDB.open = () => {
      throw new DOMException('Forbidden', 'SecurityError')
    }
    const { setItem } = Storage.prototype
    Storage.prototype.setItem = function (key, value) {
      if (key.startsWith('parley:outbox')) throw new DOMException('Full', 'QuotaExceededError')
      setItem.call(this, key, value)
    }
  })
  await page.goto(server.url)
  await arrived(page)
  const notice = page.getByRole('status').filter({ hasText: 'Kept only in this tab' })
  await say(page, 'Kept nowhere but here')
  await expect(notice).toHaveCount(0)
  server.freeze()
  await composer(page).fill('Not even now')
  await composer(page).press('Enter')
  await expect(notice).toBeVisible()
  server.thaw()
  await expect(message(page, 'Not even now')).not.toHaveClass(/pending/)
  await expect(notice).toHaveCount(0)
})
