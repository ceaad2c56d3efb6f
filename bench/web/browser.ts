import { type Browser, type BrowserContext, type CDPSession, chromium, type Page } from '@playwright/test'
import { chromiumArgs, chromiumFile } from '../chromium.ts'
import { watchPage } from './watch.ts'

export const SLOWER = 4

export const launch = (): Promise<Browser> => chromium.launch({ executablePath: chromiumFile, args: [...chromiumArgs] })

/** A browser of one person: signed in, nothing cached. */
export interface Visitor extends AsyncDisposable {
  readonly context: BrowserContext
  readonly page: Page
  readonly cdp: CDPSession
  /** 1 is this machine's own speed. */
  slow(times: number): Promise<void>
}

export async function visitor(browser: Browser, url: string, token: string): Promise<Visitor> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: 'en-GB', timezoneId: 'UTC' })
  await context.addCookies([{ name: 'parley', value: token, url, httpOnly: true, sameSite: 'Lax' }])
  await context.addInitScript(watchPage)
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  const cdp = await context.newCDPSession(page)
  const slow = async (rate: number): Promise<void> => void (await cdp.send('Emulation.setCPUThrottlingRate', { rate }))
  await slow(SLOWER)
  return { context, page, cdp, slow, [Symbol.asyncDispose]: () => context.close() }
}
