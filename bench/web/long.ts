import { pause } from '../server.ts'
import type { Visitor } from './browser.ts'
import { goTo } from './journeys.ts'
import type { Place } from './place.ts'

/** Visits every channel and scrolls the long one to its beginning, at this machine's own speed; answers the heap in MB that is still held. */
export async function heapAfterAll(visitor: Visitor, place: Place, channels: number, rows: number): Promise<{ heap: number; reached: number }> {
  const { page, cdp } = visitor
  await visitor.slow(1)
  for (const spot of place.others.slice(0, channels)) await goTo(visitor, spot)
  await page.locator(`nav a[data-channel-id="${place.long.id}"]`).click()
  const reached = await climb(visitor, rows)
  await cdp.send('HeapProfiler.enable')
  for (let at = 0; at < 3; at++) await cdp.send('HeapProfiler.collectGarbage')
  const { usedSize } = await cdp.send('Runtime.getHeapUsage')
  return { heap: usedSize / 1e6, reached }
}

const SECONDS = 240

/** To the top again and again, until the first of these messages stands in the page; answers how many were passed. */
async function climb({ page }: Pick<Visitor, 'page'>, rows: number): Promise<number> {
  const seq = (): Promise<number> => page.evaluate(() => Number(document.querySelector('article[data-seq]')?.getAttribute('data-seq') ?? Number.NaN))
  await page.locator('article[data-seq]').first().waitFor()
  const from = await seq()
  let now = from
  for (const deadline = Date.now() + SECONDS * 1_000; Date.now() < deadline && from - now < rows && now > 1; now = await seq()) {
    await page.evaluate(() => document.querySelector('[role="log"]')?.scrollTo({ top: -1e7 }))
    await pause(10)
  }
  return from - now
}
