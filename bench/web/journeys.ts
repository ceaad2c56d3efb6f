import { percentile } from '../median.ts'
import { ask } from '../rest.ts'
import { pause } from '../server.ts'
import type { Visitor } from './browser.ts'
import type { Figures } from './goals.ts'
import type { Place, Spot } from './place.ts'

const SWITCHES = 6
const WHEELS = 30
const KEYS = 60
const KEY_MS = 60

/** Loads the page twice: with nothing cached, and again. */
export async function load({ page }: Visitor, { url, long }: Place): Promise<Figures & { shiftedBefore: number }> {
  await page.goto(url + long.path)
  const cold = await loaded({ page })
  // Who reloads has a page that stands, and not one that is still starting.
  await page.waitForFunction(() => !document.querySelector('first-picture'))
  await page.waitForTimeout(3_000)
  const shiftedBefore = await shiftOf({ page })
  await page.reload()
  const warm = await loaded({ page })
  return { coldPaint: cold.paint, coldRows: cold.rows, warmPaint: warm.paint, warmRows: warm.rows, shiftedBefore }
}

type Looked = Pick<Visitor, 'page'>

/** Seconds since the navigation began. */
async function loaded({ page }: Looked): Promise<{ paint: number; rows: number }> {
  await page.waitForFunction(() => window.notes.firstRow !== null)
  const [paint, rows] = await page.evaluate(() => [performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? Number.NaN, window.notes.firstRow])
  return { paint: (paint ?? Number.NaN) / 1_000, rows: (rows ?? Number.NaN) / 1_000 }
}

export const shiftOf = ({ page }: Looked): Promise<number> => page.evaluate(() => window.notes.shift)

/** Between two channels that were visited before. */
export async function switchChannels({ page }: Looked, { long, others }: Place): Promise<number[]> {
  const [other = long] = others
  await goTo({ page }, other)
  await goTo({ page }, long)
  const taken: number[] = []
  for (let at = 0; at < SWITCHES; at++) taken.push(await goTo({ page }, at % 2 === 0 ? other : long))
  return taken
}

/** Clicks on a channel of the sidebar; answers how long it took to be shown. */
export async function goTo({ page }: Looked, { id, lastMessageId }: Spot): Promise<number> {
  await page.evaluate((wanted) => window.waitForRow(wanted), lastMessageId)
  await page.locator(`nav a[data-channel-id="${id}"]`).click()
  return page.evaluate(() => window.notes.painted)
}

/** Turns the wheel upwards through loaded and unloaded rows; answers the longest task meanwhile. */
export async function scroll({ page }: Looked): Promise<number> {
  await page.getByRole('log').hover()
  await page.evaluate(() => (window.notes.tasks.length = 0))
  for (let at = 0; at < WHEELS; at++) {
    await page.mouse.wheel(0, -900)
    await page.waitForTimeout(80)
  }
  await page.waitForTimeout(300)
  return page.evaluate(() => Math.max(0, ...window.notes.tasks))
}

/** Types while others talk, and reads what they say; answers the 95th percentile in milliseconds. */
export async function type({ page }: Looked, place: Place): Promise<number> {
  // The End key ends with the rows that stand in the page; who stayed there would have everything unread, and the next page no picture.
  const toLatest = page.locator('.to-latest')
  if (await toLatest.isVisible()) await toLatest.click()
  await toLatest.waitFor({ state: 'detached' })
  const talk = talking(place)
  await page.locator('form textarea').focus()
  await page.evaluate(() => (window.notes.keys.length = 0))
  await page.keyboard.type('the pilot comes aboard at noon and we wait for the tide to turn'.slice(0, KEYS), { delay: KEY_MS })
  await page.waitForTimeout(500)
  await talk.stop()
  const keys = await page.evaluate(() => window.notes.keys)
  if (keys.length < KEYS / 2) throw new Error(`Only ${keys.length} keys were seen`)
  await page.locator('form textarea').fill('')
  return percentile(keys, 0.95)
}

/** Twenty messages a second into the long channel, for at most half a minute. */
function talking({ url, talkers, long }: Place): { stop(): Promise<void> } {
  let going = true
  const talk = async (): Promise<void> => {
    for (let at = 0; going && at < 600; at++) {
      const { token } = talkers[at % talkers.length] ?? { token: '' }
      await Promise.all([ask(url, token, 'POST', '/api/message', { channel: long.id, content: `While she types, line ${at}` }), pause(50)])
    }
  }
  const done = talk()
  const stop = (): Promise<void> => {
    going = false
    return done
  }
  return { stop }
}
