import type { Page } from '@playwright/test'
import { rest } from './fingers.ts'
import { clean, still } from './looks.ts'
import {
  arrived,
  composer,
  conversationRow,
  expect,
  message,
  OUTAGE,
  offlineBanner,
  REFUSAL,
  Server,
  say,
  serverForThisFile,
  sidebar,
  test,
} from './support.ts'
import { Line } from './walk/line.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })
const AWAY = new RegExp(`${OUTAGE.source}|${REFUSAL.source}|net::ERR_`)
const phone = { ...still, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true }

test.describe.configure({ timeout: 120_000 })

test('a page that reaches nobody', async ({ visit }) => {
  const brief = new Server()
  await brief.start()
  try {
    const page = await visit(brief, { ...still, as: await brief.register('Ada Dunne'), tolerate: AWAY })
    // A browser that keeps nothing has nothing to show.
    await page.addInitScript(() => Object.defineProperty(window, 'indexedDB', { value: undefined }))
    await arrived(page)
    await workerIsHere(page)
    await brief.kill()
    await page.reload()
    await expect(page.getByRole('heading', { name: 'Parley cannot be reached' })).toBeVisible()
    await clean(page, 'unreached')
  } finally {
    await brief.remove()
  }
})

test('the banner without a network, a message that waits, and one that was refused', async ({ visit }) => {
  const ada = await server.register('Ada Dunne')
  const { channel } = await server.post<{ channel: { id: string } }>('/api/channels', { kind: 'public', name: 'harbour' }, ada.token)
  const line = new Line(server)
  await line.open()
  const page = await visit(line, { ...still, as: ada, tolerate: AWAY })
  await conversationRow(page, 'harbour').click()
  await arrived(page, '#harbour')
  await say(page, 'Before the tunnel', '#harbour')
  line.cut()
  await expect(offlineBanner(page)).toBeVisible()
  await composer(page, '#harbour').fill('Into the void')
  await composer(page, '#harbour').press('Enter')
  await expect(message(page, 'Into the void')).toHaveClass(/pending/)
  await clean(page, 'offline, with a pending message')

  const archived = { method: 'PATCH', headers: { 'content-type': 'application/json', authorization: `Bearer ${ada.token}` }, body: '{"archived":true}' }
  expect((await fetch(`${server.url}/api/channels/${channel.id}`, archived)).status).toBe(200)
  line.mend()
  await expect(message(page, 'Into the void')).toHaveClass(/failed/, { timeout: 40_000 })
  await expect(message(page, 'Into the void').getByRole('alert')).toContainText('archived')
  await clean(page, 'a message that was refused')
  await message(page, 'Into the void').hover()
  await clean(page, 'a message that was refused, under the pointer')
  line.close()
})

test('the search with something found, with nothing, and with more than a page', async ({ visit }) => {
  const ben = await server.register('Ben Okafor')
  for (let number = 1; number <= 24; number++) await server.post('/api/message', { content: `Manifest ${number} of the *Ludvig*` }, ben.token)
  const page = await visit(server, { ...still, as: ben, path: '/search?q=manifest' })
  await expect(page.getByRole('button', { name: 'Show more' }).or(page.getByText('Manifest 24')).first()).toBeVisible()
  await clean(page, 'results')
  await page.goto(`${server.url}/search?q=nowhere`)
  await expect(page.getByText('Nothing was said')).toBeVisible()
  await clean(page, 'no results')
})

test('under a finger: what a long press opens on a message and on a row', async ({ visit }) => {
  const cleo = await server.register('Cleo Marsh')
  const page = await visit(server, { ...phone, as: cleo })
  await expect(sidebar(page)).toBeVisible()
  await rest(page, conversationRow(page, 'general'))
  await expect(page.getByRole('menuitem', { name: 'Mute' })).toBeVisible()
  await clean(page, 'menu of a row')
  await page.keyboard.press('Escape')
  await conversationRow(page, 'general').tap()
  await arrived(page)
  await composer(page).fill('From the quay')
  await page.getByRole('button', { name: 'Send', exact: true }).tap()
  await expect(message(page, 'From the quay')).not.toHaveClass(/pending/)
  await rest(page, message(page, 'From the quay'))
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await clean(page, 'menu of a message')
})

/** Installed, in charge, and told what the page had loaded before. */
async function workerIsHere(page: Page): Promise<void> {
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
  await page.reload()
  await arrived(page)
  await page.waitForFunction(() => navigator.serviceWorker.controller?.state === 'activated')
}
