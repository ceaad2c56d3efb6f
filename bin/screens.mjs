// Every screen of the web client, light and dark, in three sizes, from the demo in a real browser: `node bin/screens.mjs [name ...]`.
// Writes docs/screens/*.png; with names only those.
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { chromium } from '@playwright/test'
import { doors, firstRun } from './screens/doors.mjs'
import { end, Person, serve } from './screens/home.mjs'
import { Studio } from './screens/studio.mjs'
import { workspace } from './screens/workspace.mjs'

const target = fileURLToPath(new URL('../docs/screens', import.meta.url))
const args = ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--disable-quic', '--no-first-run']
const named = process.argv.slice(2)
const wanted = (name) => named.length === 0 || named.some((each) => name.startsWith(each))

const folder = mkdtempSync(join(tmpdir(), 'parley-screens-'))
const servers = []
const browser = await chromium.launch({ executablePath: process.env.CHROMIUM || '/usr/bin/chromium', args })
const studio = new Studio(browser, target)
mkdirSync(target, { recursive: true })
try {
  if (wanted('first')) await firstRun(studio, await serve('start', join(folder, 'empty'), servers))
  const url = await serve('demo', join(folder, 'demo'), servers)
  const { password } = JSON.parse(readFileSync(join(folder, 'demo', 'demo.json'), 'utf8'))
  const ada = await inBrowser(url, 'ada', password)
  const [mira, ...others] = await Promise.all(['mira', 'ben', 'tomas', 'ines'].map((handle) => Person.of(url, handle, password)))
  const sockets = await Promise.all([mira, ...others].map((person) => person.comeOnline()))
  const places = await placesOf(ada, mira)
  const { code } = await ada.post('/api/invites', { days: 7, maxUses: 5 })
  for (const scene of [...doors(`/invite/${code}`), ...workspace({ ada, mira, places })].filter(({ name }) => wanted(name))) await studio.scene(url, scene)
  for (const socket of sockets) socket.close()
} finally {
  await browser.close()
  await Promise.all(servers.map(end))
  rmSync(folder, { recursive: true, force: true })
}
// The README's.
if (existsSync(join(target, 'channel-1440-light.png'))) copyFileSync(join(target, 'channel-1440-light.png'), join(target, 'light.png'))
console.log(`${studio.pictures} pictures, ${Math.round(studio.bytes / 1000)} kB`)

/** Signs in as a browser does, so that the list of devices has one. */
async function inBrowser(url, handle, password) {
  const context = await browser.newContext()
  const answer = await context.request.post(`${url}/api/login`, { data: { handle, password } })
  const { token } = await answer.json()
  await context.close()
  return new Person(url, token)
}

/** The conversations of Ada by name, with two of her own: one nobody spoke in, one with a few lines. */
async function placesOf(ada, mira) {
  await ada.post('/api/channels', { kind: 'public', name: 'quiet-water' })
  await ada.post('/api/channels', { kind: 'public', name: 'quiet-harbour' })
  await reworded(ada, 'The new tide table is up.', 'The new tide table is on the board by the **gate**.')
  for (const content of ['High water at 11:20, low at 17:35.', 'I will read it on the ferry.'])
    await ada.post('/api/message', { channel: 'quiet-harbour', content })
  const { channels } = await ada.get('/api/channels')
  const { user } = await mira.get('/api/user')
  const places = new Map()
  for (const { channel, people = [] } of channels) {
    const name = channel.kind !== 'direct' ? channel.name : people.length === 2 && people.includes(user.id) ? 'mira' : channel.id
    places.set(name, { id: channel.id, lastSeq: channel.lastSeq, path: `/c/${name}~${channel.id.replaceAll('-', '')}` })
  }
  return places
}

/** Said, and said better a moment later. */
async function reworded(ada, before, content) {
  const { message } = await ada.post('/api/message', { channel: 'quiet-harbour', content: before })
  await ada.patch(`/api/messages/${message.id}`, { content })
}
