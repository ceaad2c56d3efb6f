import type { Page } from '@playwright/test'
import { type Account, arrived, composer, conversationRow, expect, inhabited, message, say, serverForThisFile, test } from './support.ts'

const server = serverForThisFile()
/** Shorter than a frame is not seen. */
const SEEN_MS = 10
let ada: Account
let ben: Account

test.beforeAll(async () => {
  ;({ ada, ben } = await inhabited(server, 'harbour'))
})

test('who asked for less motion gets none: nothing moves, fades or turns, wherever one goes', async ({ visit }) => {
  const still = await visit(server, { as: ada, reducedMotion: 'reduce' })
  expect(await movedIn(still)).toEqual([])
})

test('the same walk does see what moves where nobody asked for less', async ({ visit }) => {
  const lively = await visit(server, { as: ada, reducedMotion: 'no-preference' })
  expect((await movedIn(lively)).length).toBeGreaterThan(3)
})

/** Goes through the places, and answers what moved on the way: by its event, or seen in a frame. */
async function movedIn(page: Page): Promise<string[]> {
  await page.addInitScript((seenMs) => {
    const moved = new Set<string>()
    Object.assign(globalThis, { moved })
    const look = (): void => {
      for (const animation of document.getAnimations()) {
        const { effect } = animation
        const lasts = Number(effect?.getComputedTiming().endTime ?? 0)
        const target = effect instanceof KeyframeEffect ? effect.target : null
        if (animation.playState === 'running' && lasts > seenMs) moved.add(`${target?.tagName}.${target?.getAttribute('class')} for ${lasts} ms`)
      }
      requestAnimationFrame(look)
    }
    requestAnimationFrame(look)
    const scroll = Element.prototype.scrollTo
    Element.prototype.scrollTo = function (this: Element, ...given: unknown[]) {
      if ((given[0] as ScrollToOptions | undefined)?.behavior === 'smooth') moved.add('a smooth scroll')
      Reflect.apply(scroll, this, given)
    }
  }, SEEN_MS)
  await page.reload()
  await arrived(page)
  await say(page, `High water at ${Date.now()}`)
  await server.post('/api/message', { content: 'Low water at six' }, ben.token)
  await expect(message(page, 'Low water at six').first()).toBeVisible()
  await message(page, 'Low water at six').first().hover()
  await message(page, 'Low water at six').first().getByRole('button', { name: 'More actions' }).click()
  await expect(page.getByRole('menuitem', { name: 'Copy text' })).toBeVisible()
  await page.keyboard.press('Escape')
  await composer(page).fill('A draft')
  await composer(page).fill('')
  await page.getByRole('button', { name: 'Emoji', exact: true }).click()
  await expect(page.getByRole('gridcell').first()).toBeVisible()
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Details', exact: true }).click()
  await expect(page.getByRole('complementary', { name: 'Details' })).toContainText('Created')
  await page.keyboard.press('Control+.')
  await page.keyboard.press('Control+k')
  await expect(page.getByRole('combobox', { name: 'Search or jump to' })).toBeFocused()
  await page.keyboard.press('Escape')
  await conversationRow(page, 'harbour').hover()
  await conversationRow(page, 'harbour').click()
  await arrived(page, '#harbour')
  await page.keyboard.press('Control+Shift+D')
  await page.keyboard.press('Control+Shift+D')
  await page.getByRole('button', { name: 'Account and settings' }).click()
  await page.getByRole('menuitem', { name: 'Settings' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  return page.evaluate(() => [...(globalThis as unknown as { moved: Set<string> }).moved])
}
