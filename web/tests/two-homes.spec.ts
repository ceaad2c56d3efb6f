import { execFile } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { type Browser, test as base, chromium, type Page } from '@playwright/test'
import { StaticHome } from './static-home.ts'
import { arrived, composer, expect, message, PASSWORD, Server, say, test } from './support.ts'

/** The address that is built in; the browser of these tests finds the server of these tests under it. */
const SERVER = 'http://parley.test'
const root = fileURLToPath(new URL('../..', import.meta.url))
const out = fileURLToPath(new URL('../out-elsewhere', import.meta.url))

const home = new StaticHome(out)
const stranger = new StaticHome(out)
let server: Server
let browser: Browser

test.describe.configure({ mode: 'serial', timeout: 90_000 })
test.use({ serviceWorkers: 'allow' })
test.beforeAll(async () => {
  base.setTimeout(300_000)
  await promisify(execFile)(process.execPath, ['bin/setup.mjs'], { cwd: root, env: { ...process.env, NEXT_PUBLIC_PARLEY_URL: SERVER } })
  await Promise.all([home.open(), stranger.open()])
  server = new Server({ ALLOWED_ORIGINS: home.url })
  await server.start()
  const { executablePath, args: usual = [] } = base.info().project.use.launchOptions ?? {}
  const args = [...usual, `--host-resolver-rules=MAP parley.test:80 127.0.0.1:${server.port}`]
  browser = await chromium.launch({ args, ...(executablePath && { executablePath }) })
})
test.afterAll(async () => {
  await browser?.close()
  home.close()
  stranger.close()
  await server?.remove()
})

test('somebody whose page comes from elsewhere signs up, talks, stays over a reload and leaves nothing', async ({ visit }) => {
  const ada = await server.register('Ada Dunne')
  const adas = await visit(server, { as: ada })
  await arrived(adas)

  const { page: bens, complaints } = await open(home.url)
  await bens.getByRole('button', { name: 'Create an account' }).click()
  await bens.getByLabel('Name', { exact: true }).fill('Ben Okafor')
  await bens.getByLabel('E-mail').fill('ben@harbour.test')
  await bens.getByLabel('Password').fill(PASSWORD)
  await bens.getByRole('button', { name: 'Create account' }).click()
  await arrived(bens)
  await say(bens, 'Writing from the other home')
  await expect(message(adas, 'Writing from the other home')).toHaveCount(1)
  await say(adas, 'Heard here')
  await expect(message(bens, 'Heard here')).toHaveCount(1)

  const token = await tokenOf(bens)
  expect(token).toMatch(/^\S{20,}$/)
  expect(await bens.context().cookies()).toEqual([])
  const address = bens.url()
  expect(address).toMatch(new RegExp(`^${home.url}/c/general~`))
  await bens.goto('about:blank')
  await bens.goto(address)
  await arrived(bens)
  await expect(message(bens, 'Heard here')).toHaveCount(1)
  expect(bens.url()).toBe(address)

  await bens.getByRole('button', { name: 'Account and settings' }).click()
  await bens.getByRole('menuitem', { name: 'Sign out' }).click()
  await expect(bens.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await tokenOf(bens)).toBeNull()
  expect(await bens.evaluate((gone) => JSON.stringify(localStorage).includes(gone), String(token))).toBe(false)
  const answer = await fetch(`${server.url}/api/user`, { headers: { authorization: `Bearer ${token}` } })
  expect(answer.status).toBe(401)
  expect(complaints).toEqual([])
})

test('a token whose session has ended elsewhere makes a visitor, who can sign in again', async () => {
  const { page } = await open(home.url)
  await page.evaluate(() => localStorage.setItem('parley:token', 'of-a-session-long-gone'))
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible()
  expect(await tokenOf(page)).toBeNull()
  await page.getByLabel('E-mail or handle').fill('ben@harbour.test')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await arrived(page)
})

test('an origin that is not on the list is told so, on the page; a server that is gone is another matter', async () => {
  const { page } = await open(stranger.url)
  await expect(page.getByRole('heading', { name: 'This address is not known to the server' })).toBeVisible()
  await expect(page.getByText(`${SERVER} does not answer pages from ${stranger.url}.`)).toBeVisible()
  await expect(page.getByText('ALLOWED_ORIGINS')).toBeVisible()
  await expect(composer(page)).toHaveCount(0)

  await server.kill()
  await page.reload()
  await expect(page.getByRole('heading', { name: 'Parley cannot be reached' })).toBeVisible()
  await server.start()
  await expect(page.getByRole('heading', { name: 'This address is not known to the server' })).toBeVisible({ timeout: 15_000 })
})

const tokenOf = (page: Page): Promise<string | null> => page.evaluate(() => localStorage.getItem('parley:token'))

async function open(address: string): Promise<{ page: Page; complaints: string[] }> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' })
  const page = await context.newPage()
  const complaints: string[] = []
  // Over plain http the browser remarks that it does not take this header, which the sign-out sends.
  const isOurs = (words: string) => !words.startsWith('Clear-Site-Data')
  page.on('console', (said) => said.type() === 'error' && isOurs(said.text()) && complaints.push(said.text()))
  page.on('pageerror', (error) => complaints.push(String(error)))
  await page.goto(address)
  return { page, complaints }
}
