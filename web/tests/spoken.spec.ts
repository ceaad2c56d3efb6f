import type { Page } from '@playwright/test'
import { type Account, arrived, composer, conversationRow, expect, inhabited, message, say, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
let ada: Account
let ben: Account

test.beforeAll(async () => {
  ;({ ada, ben } = await inhabited(server))
  // Nobody may say so much in so little time: it is brought from elsewhere.
  const messages = Array.from({ length: 150 }, (_, at) => ({
    sourceId: `${at}`,
    channel: 'log',
    author: 'cleo',
    content: `Entry ${at + 1}`,
    createdAt: 1_700_000_000_000 + at,
  }))
  await server.post(
    '/api/import',
    {
      source: 'test',
      users: [{ sourceId: 'cleo', name: 'Cleo Marsh' }],
      channels: [{ sourceId: 'log', kind: 'public', name: 'log', members: ['@ada.dunne', 'cleo'] }],
      messages,
    },
    ada.token,
  )
})

test('what another person says is spoken once, politely; one’s own is not, and neither is history that is loaded', async ({ visit }) => {
  const page = await visit(server, { as: ada })
  await listen(page)
  await page.reload()
  await arrived(page)
  await server.post('/api/message', { content: 'Low water at six' }, ben.token)
  await expect(message(page, 'Low water at six')).toHaveCount(1)
  await expect.poll(() => spoken(page)).toEqual(['polite: Ben Okafor: Low water at six'])

  await say(page, 'Thank you, Ben')
  // Somebody speaks after it: whatever one's own message would say has been said by then.
  await server.post('/api/message', { content: 'You are welcome' }, ben.token)
  await expect.poll(() => spoken(page)).toEqual(['polite: Ben Okafor: Low water at six', 'polite: Ben Okafor: You are welcome'])

  await conversationRow(page, 'log').click()
  await arrived(page, '#log')
  await expect(message(page, 'Entry 150')).toBeVisible()
  await page.getByRole('log').focus()
  const oldest = (): Promise<number> => page.getByRole('article').evaluateAll((all) => Math.min(...all.map((one) => Number(one.getAttribute('data-seq')))))
  const before = await oldest()
  await expect(async () => {
    await page.keyboard.press('Home')
    expect(await oldest()).toBeLessThan(before - 20)
  }).toPass()
  await conversationRow(page, 'general').click()
  await arrived(page)
  await server.post('/api/message', { content: 'Still there?' }, ben.token)
  await expect.poll(async () => (await spoken(page)).at(-1)).toBe('polite: Ben Okafor: Still there?')
  expect(await spoken(page), 'nothing of the history').toEqual([
    'polite: Ben Okafor: Low water at six',
    'polite: Ben Okafor: You are welcome',
    'polite: Ben Okafor: Still there?',
  ])
  await composer(page).fill('')
})

/** Hears what a screen reader would: words that come into a live region, with how urgent it is. The connection's own words are not asked about here. */
async function listen(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const heard: string[] = []
    Object.assign(globalThis, { heard })
    const implied: Record<string, string> = { status: 'polite', alert: 'assertive', log: 'polite' }
    const urgencyOf = (from: Element | null): string => {
      for (let element = from; element; element = element.parentElement) {
        const urgency = element.getAttribute('aria-live') ?? implied[element.getAttribute('role') ?? '']
        if (urgency) return urgency
      }
      return 'off'
    }
    const hear = (node: Node): void => {
      const words = node.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''
      const urgency = urgencyOf(node instanceof Element ? node : node.parentElement)
      if (words !== '' && urgency !== 'off') heard.push(`${urgency}: ${words}`)
    }
    new MutationObserver((changes) => {
      for (const { type, target, addedNodes } of changes) {
        if (type === 'characterData') hear(target)
        else for (const node of addedNodes) hear(node)
      }
    }).observe(document, { childList: true, characterData: true, subtree: true })
  })
}

const spoken = (page: Page): Promise<string[]> => page.evaluate(() => (globalThis as unknown as { heard: string[] }).heard)
