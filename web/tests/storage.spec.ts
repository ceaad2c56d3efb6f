import type { Page } from '@playwright/test'
import { type Account, arrived, composer, conversationRow, expect, message, OUTAGE, say, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
test.use({ serviceWorkers: 'allow' })
let ada: Account
let ben: Account

test.describe.configure({ timeout: 90_000 })
test.beforeAll(async () => {
  ada = await server.register('Ada Dunne')
  ben = await server.register('Ben Okafor')
  await server.post('/api/channels', { name: 'harbour', kind: 'public' }, ada.token)
})

test('a full disk: nothing can be kept of what is read, and everything works; with room again it is kept again', async ({ visit }) => {
  // A page of the origin without our code in it: the browser asks anew how much room there is only after a while.
  const page = await visit(server, { as: ada, path: '/icon.svg' })
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url, quotaSize: 1 })
  expect(await fills(page), 'the disk is full').toBe('QuotaExceededError')

  await page.goto(server.url)
  await arrived(page)
  await works(page, 'on a full disk')
  await page.reload()
  await arrived(page)
  await works(page, 'after a reload on a full disk')
  await page.waitForTimeout(6_000) // what is kept is written a moment after it came
  expect(await kept(page), 'there was no room').not.toContain('after a reload on a full disk')

  await devtools.send('Storage.overrideQuotaForOrigin', { origin: server.url })
  await page.reload()
  await arrived(page)
  await works(page, 'with room again')
  await expect.poll(() => kept(page), { timeout: 20_000 }).toContain('with room again')
})

const damages = {
  'of another shape': async (name: string) => {
    const opening = indexedDB.open(name, 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('something else')
    await new Promise((resolve) => (opening.onsuccess = resolve))
    opening.result.close()
  },
  'of a version that is yet to come': async (name: string) => {
    const opening = indexedDB.open(name, 99)
    await new Promise((resolve) => (opening.onsuccess = resolve))
    opening.result.close()
  },
  'with half of its rows broken': async (name: string) => {
    const opening = indexedDB.open(name, 1)
    opening.onupgradeneeded = () => {
      opening.result.createObjectStore('base').put({ format: 1, welcome: { user: null } }, 'base')
      opening.result.createObjectStore('pages').put({ messages: [null] }, 'nowhere')
    }
    await new Promise((resolve) => (opening.onsuccess = resolve))
    opening.result.close()
  },
}

for (const [what, damage] of Object.entries(damages)) {
  test(`what this browser kept is ${what}: the page works, and keeps anew`, async ({ visit }) => {
    const page = await visit(server, { as: ada, tolerate: OUTAGE })
    await arrived(page)
    await say(page, `Before it was ${what}`)
    await expect.poll(() => kept(page)).toContain(`Before it was ${what}`)
    // Damaged from a page of the same origin without our code in it, so that nobody has it open.
    await page.goto(`${server.url}/icon.svg`)
    await page.evaluate(async () => {
      const [found] = await indexedDB.databases()
      const deleting = indexedDB.deleteDatabase(found?.name ?? '')
      await new Promise((resolve) => (deleting.onsuccess = resolve))
      localStorage.setItem('test:name', found?.name ?? '')
    })
    await page.evaluate(`(${damage})(localStorage.getItem('test:name'))`)

    await page.goto(server.url)
    await arrived(page)
    await works(page, `though it was ${what}`)
    await page.reload()
    await arrived(page)
    await expect(message(page, `though it was ${what}`).first()).toBeVisible()
    await expect.poll(() => kept(page), { timeout: 20_000 }).toContain(`though it was ${what}`)
  })
}

test('no room for a draft: it stays over a change of the channel, and the page says that it is kept in this tab only', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await arrived(page)
  const notice = page.getByRole('status').filter({ hasText: 'Kept only in this tab' })
  await composer(page).fill('Half a thought')
  await expect(notice).toHaveCount(0)
  await page.evaluate(() => {
    for (let size = 1 << 20; size >= 1; size >>= 1) {
      try {
        for (let at = 0; ; at++) localStorage.setItem(`test:${size}:${at}`, 'x'.repeat(size))
      } catch {} // full for this size
    }
  })
  await composer(page).fill('Half a thought, and the other half of it')
  await expect(notice).toBeVisible()
  await conversationRow(page, 'harbour').click()
  await arrived(page, '#harbour')
  await composer(page, '#harbour').fill('Another one')
  await conversationRow(page, 'general').click()
  await arrived(page)
  await expect(composer(page)).toHaveValue('Half a thought, and the other half of it')
  await composer(page).press('Enter')
  await expect(message(page, 'the other half of it')).not.toHaveClass(/pending/)
  await expect(composer(page)).toHaveValue('')
  await conversationRow(page, 'harbour').click()
  await expect(composer(page, '#harbour')).toHaveValue('Another one')
  await expect(notice).toBeVisible()
  await page.evaluate(() => {
    for (const key of Object.keys(localStorage)) if (key.startsWith('test:')) localStorage.removeItem(key)
  })
  await composer(page, '#harbour').fill('Another one, kept')
  await expect(notice).toHaveCount(0)
  await page.reload()
  await arrived(page, '#harbour')
  await expect(composer(page, '#harbour')).toHaveValue('Another one, kept')
})

/** Both ways, and what was said is there. */
async function works(page: Page, words: string): Promise<void> {
  await say(page, `I say it ${words}`)
  await server.post('/api/message', { content: `Ben says it ${words}` }, ben.token)
  await expect(message(page, `Ben says it ${words}`)).toHaveCount(1)
}

/** All that the pages of this browser hold; empty where there is no such place. */
const kept = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const [found] = (await indexedDB.databases()).filter(({ name }) => name?.startsWith('parley:'))
    if (!found?.name) return ''
    const opening = indexedDB.open(found.name)
    await new Promise((resolve) => (opening.onsuccess = resolve))
    const database = opening.result
    try {
      const reading = database.transaction('pages').objectStore('pages').getAll()
      await new Promise((resolve) => (reading.onsuccess = resolve))
      return JSON.stringify(reading.result)
    } catch {
      return '' // damaged
    } finally {
      database.close()
    }
  })

/** What a write of four megabytes meets; empty when there is room. */
const fills = (page: Page): Promise<string> =>
  page.evaluate(async () => {
    const opening = indexedDB.open('test-of-room', 1)
    opening.onupgradeneeded = () => opening.result.createObjectStore('rows')
    const failed = await new Promise<DOMException | null>((resolve) => {
      opening.onerror = () => resolve(opening.error)
      opening.onsuccess = () => {
        const writing = opening.result.transaction('rows', 'readwrite')
        writing.objectStore('rows').put('x'.repeat(4 << 20), 'row')
        writing.oncomplete = () => resolve(null)
        writing.onabort = () => resolve(writing.error)
      }
    })
    return failed?.name ?? ''
  })
