import { type BrowserContext, type BrowserContextOptions, test as base, expect, type Locator, type Page } from '@playwright/test'
import axe from 'axe-core'
import { entryFor } from '../../bench/proofs/suite/left-out.ts'
import { isCluster, nextNode } from './nodes.ts'
import { type Account, PASSWORD, Server } from './server.ts'

export { type Account, PASSWORD, Server }

/** One server for all tests of a file. */
export function serverForThisFile(settings: Record<string, string> = {}): Server {
  const server = new Server(settings)
  base.beforeAll(() => server.start())
  base.afterAll(() => server.remove())
  return server
}

/** Ada, who owns the workspace, Ben, and these channels that everybody may join. */
export async function inhabited(server: Server, ...channels: string[]): Promise<{ ada: Account; ben: Account }> {
  const ada = await server.register('Ada Dunne')
  const ben = await server.register('Ben Okafor')
  for (const name of channels) await server.post('/api/channels', { name, kind: 'public', topic: 'Tides and berths' }, ada.token)
  return { ada, ben }
}

interface VisitOptions extends BrowserContextOptions {
  /** Who is signed in from the start. */
  as?: Account
  path?: string
  /** Console errors that belong to the test, such as those of a server that is gone. */
  tolerate?: RegExp
}

/** What the browser itself says when a server is gone: the last two of what went through the service worker, and of the worker's own script. */
export const OUTAGE =
  /WebSocket connection to .* failed|ERR_CONNECTION_REFUSED|ERR_EMPTY_RESPONSE|ERR_CONNECTION_RESET|ERR_SOCKET_NOT_CONNECTED|ERR_FAILED|An unknown error occurred when fetching the script/
export const REFUSAL = /responded with a status of 4\d\d/

type Place = Pick<Server, 'url' | 'port'>
type Visit = (server: Place, options?: VisitOptions) => Promise<Page>

/** `visit` opens a browser of somebody's own. No page may ask another host for anything, or complain on its console. */
export const test = base.extend<{ visit: Visit; leftOut: undefined }>({
  leftOut: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright asks for the pattern
    async ({}, use, info) => {
      const entry = isCluster ? entryFor(info.file, info.titlePath.slice(1).join(' ')) : undefined
      info.skip(entry !== undefined, entry?.why ?? '')
      await use(undefined)
    },
    { auto: true },
  ],
  visit: async ({ browser }, use) => {
    const complaints: string[] = []
    const contexts: BrowserContext[] = []
    await use(async (server, { as, path = '/', tolerate, ...options } = {}) => {
      const context = await browser.newContext(options)
      contexts.push(context)
      if (as) await context.addCookies([{ name: 'parley', value: as.token, url: server.url, httpOnly: true, sameSite: 'Lax' }])
      if (isCluster) await context.addCookies([{ ...nextNode(), url: server.url, httpOnly: true, sameSite: 'Lax' }])
      context.on('page', (page) => watch(page, server, tolerate, complaints))
      const page = standing(await context.newPage())
      await page.goto(server.url + path)
      return page
    })
    await Promise.all(contexts.map((context) => context.close()))
    expect(complaints, 'errors on a console, or requests to another host').toEqual([])
  },
})
export { expect }

const STANDS_MS = 5_000

/** The page itself, and not its first picture, is what most tests are about; where something keeps it from coming they say so themselves. */
function standing(page: Page): Page {
  const stands = () => page.waitForFunction(() => !document.querySelector('first-picture'), undefined, { timeout: STANDS_MS }).catch(() => {})
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)]
  page.goto = async (...to) => {
    const answer = await goto(...to)
    await stands()
    return answer
  }
  page.reload = async (...how) => {
    const answer = await reload(...how)
    await stands()
    return answer
  }
  return page
}

function watch(page: Page, server: Place, tolerate: RegExp | undefined, complaints: string[]): void {
  const complain = (words: string): void => {
    if (!tolerate?.test(words)) complaints.push(words)
  }
  page.on('console', (message) => message.type() === 'error' && complain(`console: ${message.text()} (${message.location().url})`))
  page.on('pageerror', (error) => complain(`uncaught: ${error.stack ?? error.message}`))
  const hosts = new Set([`127.0.0.1:${server.port}`, `localhost:${server.port}`])
  const leaves = (address: string): boolean => !/^(data|blob):/.test(address) && !hosts.has(new URL(address).host)
  page.on('request', (request) => leaves(request.url()) && complaints.push(`asked elsewhere: ${request.url()}`))
  page.on('websocket', (socket) => leaves(socket.url()) && complaints.push(`socket elsewhere: ${socket.url()}`))
}

export const sidebar = (page: Page): Locator => page.getByRole('navigation', { name: 'Workspace' })
export const conversationRow = (page: Page, name: string): Locator => sidebar(page).getByRole('link', { name })
export const composer = (page: Page, name = '#general'): Locator => page.getByRole('textbox', { name: `Message ${name}`, exact: true })
export const messages = (page: Page): Locator => page.getByRole('log', { name: 'Messages' }).getByRole('article')
export const message = (page: Page, words: string): Locator => messages(page).filter({ hasText: words })
export const offlineBanner = (page: Page): Locator => page.getByRole('status').filter({ hasText: 'Offline' })

/** Stands in a conversation whose messages are there. */
export async function arrived(page: Page, name = '#general'): Promise<void> {
  await expect(page.locator('first-picture')).toHaveCount(0)
  await expect(composer(page, name)).toBeVisible()
  await expect(page.getByLabel('Loading messages')).toHaveCount(0)
  // The address bar is told a frame after what is shown.
  await expect(page).toHaveURL(/\/c\//)
}

/** Writes and sends; resolves when the server has it. */
export async function say(page: Page, words: string, name?: string): Promise<void> {
  await composer(page, name).fill(words)
  await composer(page, name).press('Enter')
  await expect(message(page, words)).toHaveCount(1)
  await expect(message(page, words).and(page.locator('.pending'))).toHaveCount(0)
}

/** Opens the direct conversation with somebody through the dialog. */
export async function writeTo(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'New direct message' }).click()
  const dialog = page.getByRole('dialog', { name: 'New direct message' })
  await dialog.getByRole('searchbox', { name: 'Find people' }).fill(name)
  await dialog.getByRole('button', { name, pressed: false }).click()
  await dialog.getByRole('button', { name: 'Open conversation' }).click()
  await arrived(page, name)
}

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
/** What depends on the colours alone. Everything else is the same in every look. */
const COLOURS = ['color-contrast', 'link-in-text-block']

/** All that axe finds: every impact is serious here. Its source is evaluated, because the content policy lets no foreign script tag in. */
export const seriousViolations = (page: Page): Promise<string[]> => violations(page, { type: 'tag', values: WCAG })
export const colourViolations = (page: Page): Promise<string[]> => violations(page, { type: 'rule', values: COLOURS })

/** Until nothing moves or changes its colour any more: half of a transition is no look that anybody is to read. */
async function atRest(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const frame = () => new Promise(requestAnimationFrame)
    await frame()
    await frame()
    const ending = document.getAnimations().filter(({ effect }) => effect?.getComputedTiming().endTime !== Infinity)
    await Promise.all(ending.map(({ finished }) => finished.catch(() => {})))
  })
}

/** On a phone the list of conversations stands alone: a navigation, and no main part beside it. */
async function violations(page: Page, runOnly: axe.RunOnly): Promise<string[]> {
  await atRest(page)
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source)
  const found = await page.evaluate(async (only) => {
    const { axe: here } = globalThis as unknown as { axe: typeof axe }
    return (await here.run({ resultTypes: ['violations'], runOnly: only, rules: { 'landmark-one-main': { enabled: false } } })).violations
  }, runOnly)
  return found.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html.slice(0, 160)} ${node.failureSummary ?? ''}`))
}
