// The pictures of the README, taken from the demo in a real browser: `node bin/screens.mjs`. Writes docs/screens/*.png.
import { spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'

const root = fileURLToPath(new URL('..', import.meta.url))
const target = join(root, 'docs', 'screens')
const most = 300_000
const sizes = { desk: { width: 1440, height: 900 }, tablet: { width: 1024, height: 768 }, phone: { width: 390, height: 844 } }
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run']

const folder = mkdtempSync(join(tmpdir(), 'parley-screens-'))
const servers = []
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args })
try {
  mkdirSync(target, { recursive: true })
  const empty = await serve('start', 'empty')
  await shoot('first-run', { url: empty, size: 'desk' }, (page) => page.getByLabel('Name', { exact: true }).fill('Ada Dunne'))

  const url = await serve('demo', 'demo')
  const { password } = JSON.parse(readFileSync(join(folder, 'demo', 'demo.json'), 'utf8'))
  const others = await Promise.all(['ben', 'mira', 'tomas', 'ines'].map((handle) => comeIn(url, handle, password)))
  const { token } = await post(`${url}/api/login`, { handle: 'ada', password })
  await picturesOf(url, token, others)
  for (const { socket } of others) socket.close()
} finally {
  await browser.close()
  await Promise.all(servers.map(end))
  rmSync(folder, { recursive: true, force: true })
}

async function picturesOf(url, token, [, mira]) {
  await shoot('sign-in', { url, size: 'desk', theme: 'dark' }, (page) => page.getByLabel('E-mail or handle').fill('ada@harbour.test'))
  // What is unread is read by being looked at, so those that show it come first.
  await shoot('mobile-list', { url, token, size: 'phone' }, (page) => page.getByRole('navigation').getByText('general').waitFor())
  const typing = () => typeIn(url, mira, 'launch')
  await shoot('light', { url, token, size: 'desk', path: await pathTo(url, token, 'launch'), typing }, (page) => article(page, 'waited two years').hover())
  await shoot('dark', { url, token, size: 'desk', theme: 'dark', path: await pathTo(url, token, 'engine-room') })
  await shoot('tablet-dark', { url, token, size: 'tablet', theme: 'dark', path: await pathTo(url, token, 'launch') })
  await shoot('mobile', { url, token, size: 'phone', path: await pathTo(url, token, 'launch') })
  await shoot('mobile-dark', { url, token, size: 'phone', theme: 'dark', path: await pathTo(url, token, 'support') })
  await shoot('details', { url, token, size: 'desk', path: await pathTo(url, token, 'general') }, (page) =>
    page.getByRole('button', { name: 'Details', exact: true }).click(),
  )
  await shoot('search', { url, token, size: 'desk', path: await pathTo(url, token, 'general') }, search)
}

async function search(page) {
  await page.keyboard.press('Control+k')
  await page.getByRole('combobox').fill('whiteboard')
  await page.keyboard.press('End')
  await page.keyboard.press('Enter')
  await page.locator('mark').first().waitFor()
}

async function shoot(name, { url, token, size, theme = 'light', path = '/', typing }, act = () => {}) {
  const phone = size === 'phone'
  const context = await browser.newContext({
    viewport: sizes[size],
    colorScheme: theme,
    locale: 'en-GB',
    deviceScaleFactor: phone ? 2 : 1,
    isMobile: phone,
    hasTouch: phone,
  })
  if (token) await context.addCookies([{ name: 'parley', value: token, url, httpOnly: true, sameSite: 'Lax' }])
  const page = await context.newPage()
  await page.goto(url + path)
  if (path !== '/') await page.getByRole('log').getByRole('article').last().waitFor()
  await page.evaluate(() => document.fonts.ready)
  await act(page)
  await typing?.()
  if (typing) await page.getByText('is typing').waitFor()
  await page.getByLabel('Loading').waitFor({ state: 'detached' })
  await page.waitForTimeout(400) // presence is told once a second at most, and motion comes to rest
  const file = join(target, `${name}.png`)
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  await context.close()
  const bytes = statSync(file).size
  console.log(`${name}.png  ${Math.round(bytes / 1000)} kB${bytes > most ? '  too large' : ''}`)
  if (bytes > most) process.exitCode = 1
}

function article(page, words) {
  return page.getByRole('article').filter({ hasText: words })
}

async function channelNamed(url, token, name) {
  const answer = await fetch(`${url}/api/channels`, { headers: { authorization: `Bearer ${token}` } })
  const { channels } = await answer.json()
  return channels.find(({ channel }) => channel.name === name).channel
}

async function pathTo(url, token, name) {
  return `/c/${name}~${(await channelNamed(url, token, name)).id.replaceAll('-', '')}`
}

/** Signs somebody in, so that they are seen to be there. */
async function comeIn(url, handle, password) {
  const { token } = await post(`${url}/api/login`, { handle, password })
  const socket = new WebSocket(url.replace('http', 'ws'))
  await new Promise((resolve, reject) => {
    socket.onerror = () => reject(new Error(`${handle} could not connect`))
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data)
      if (frame.type === 'hello') socket.send(JSON.stringify({ id: 1, type: 'auth', data: { token } }))
      if (frame.re === 1) resolve()
    }
  })
  return { token, socket }
}

async function typeIn(url, { token }, name) {
  const { id } = await channelNamed(url, token, name)
  await post(`${url}/api/channels/${id}/typing`, {}, token)
}

async function post(address, body, token) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const answer = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${address}: ${answer.status} ${await answer.text()}`)
  return answer.json()
}

/** Starts a server on a free port with a folder of its own; answers its address. */
function serve(command, name) {
  const env = { ...process.env, HOST: '127.0.0.1', PORT: '0', DATA_DIR: join(folder, name), LOG_LEVEL: 'info', PUBLIC_URL: '', REGISTRATION: '' }
  const child = spawn(process.execPath, ['bin/parley.mjs', command], { cwd: root, env, stdio: ['ignore', 'pipe', 'inherit'] })
  servers.push(child)
  return new Promise((resolve, reject) => {
    child.once('exit', () => reject(new Error(`The server for ${name} ended`)))
    child.stdout.on('data', (chunk) => {
      const [, url] = /Parley is at (http:[^"\s]+)/.exec(String(chunk)) ?? []
      if (url) resolve(url)
    })
  })
}

function end(child) {
  if (child.exitCode !== null || child.signalCode !== null) return undefined
  const gone = new Promise((resolve) => child.once('exit', resolve))
  child.kill('SIGTERM')
  return gone
}
