// Opens pages in every size and takes each picture in light and in dark.
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { OPENED } from './home.mjs'

export const sizes = [
  { width: 1440, height: 900 },
  { width: 1024, height: 768 },
  { width: 390, height: 844 },
]
const isPhone = ({ width }) => width < 500

export class Studio {
  #browser
  #folder
  bytes = 0
  pictures = 0

  constructor(browser, folder) {
    this.#browser = browser
    this.#folder = folder
  }

  /** A page of somebody's own in this size; without `token` nobody is signed in. */
  async open(url, size, { token, path = '/', locale = 'en-GB', contrast = null, worker = false, before } = {}) {
    const context = await this.#browser.newContext({
      viewport: size,
      locale,
      contrast,
      timezoneId: 'UTC',
      reducedMotion: 'reduce',
      serviceWorkers: worker ? 'allow' : 'block',
      isMobile: isPhone(size),
      hasTouch: isPhone(size),
    })
    context.setDefaultTimeout(20_000)
    if (token) await context.addCookies([{ name: 'parley', value: token, url, httpOnly: true, sameSite: 'Lax' }])
    const page = await context.newPage()
    await page.clock.install({ time: OPENED })
    await page.addInitScript(() => {
      Math.random = () => 0.5 // how long until the next try is chance
    })
    await before?.(page)
    await page.goto(url + path)
    if (path.startsWith('/c/')) await page.locator('.msg, .beginning, .empty').last().waitFor()
    // Keys go nowhere until the page itself stands.
    await page.waitForFunction(() => !document.querySelector('first-picture'))
    await page.evaluate(() => document.fonts.ready)
    return page
  }

  /** One screen as it stands, light and dark. */
  async shoot(name, page) {
    const { width } = page.viewportSize()
    for (const theme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme: theme })
      await page.waitForTimeout(120)
      const taken = await page.screenshot({ animations: 'disabled', caret: 'hide' })
      const picture = await reduced(taken)
      await writeFile(join(this.#folder, `${name}-${width}-${theme}.png`), picture)
      this.bytes += picture.length
      this.pictures++
    }
  }

  /** A screen in every size: one page for both windows, another for the phone. What lies beside something else (`placed`) is opened anew in each. */
  async scene(url, { name, placed = false, only = sizes.map(({ width }) => width), ...options }) {
    const wanted = sizes.filter(({ width }) => only.includes(width))
    const together = placed ? wanted.map((size) => [size]) : [wanted.filter((size) => !isPhone(size)), wanted.filter(isPhone)]
    for (const group of together.filter(({ length }) => length > 0))
      await this.#take(url, name, group, options).catch((failure) => {
        console.log(`${name} at ${group[0].width}: ${failure.message.split('\n')[0]}`)
        process.exitCode = 1
      })
  }

  async #take(url, name, [size, ...others], { ready, act, prepare, ...options }) {
    await prepare?.()
    const page = await this.open(url, size, options)
    try {
      await ready?.(page)
      await act?.(page, size)
      await page.waitForTimeout(300) // what arrives comes to rest
      await this.shoot(name, page)
      for (const other of others) {
        await page.setViewportSize(other)
        await page.waitForTimeout(200)
        await this.shoot(name, page)
      }
    } finally {
      await page.context().close()
    }
  }
}

const sharp = await import(String('sharp')).then(
  (found) => found.default,
  () => null, // it comes with Next.js, where its platform has it
)

/** Sixty-four colours are enough for paper and ink. */
async function reduced(png) {
  return sharp ? sharp(png).png({ palette: true, colours: 96, effort: 4, dither: 0.3 }).toBuffer() : png
}
