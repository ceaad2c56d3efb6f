import type { Locator, Page } from '@playwright/test'

/** A finger that rests until the menu is ripe. */
export async function rest(page: Page, on: Locator): Promise<void> {
  const box = await on.boundingBox()
  if (!box) throw new Error('There is nothing to rest on')
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x: box.x + 120, y: box.y + 15 }] })
  await page.waitForTimeout(900)
  await devtools.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] })
  await devtools.detach()
}

/** A finger that goes sideways, as the browser itself reports it. */
export async function swipe(page: Page, from: number, to: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', x: number) =>
    devtools.send('Input.dispatchTouchEvent', { type, touchPoints: type === 'touchEnd' ? [] : [{ x, y: 420 }] })
  await touch('touchStart', from)
  for (let step = 1; step <= 6; step++) await touch('touchMove', from + ((to - from) * step) / 6)
  await touch('touchEnd', to)
  await devtools.detach()
}
