import type { Open } from '../lib/notify/open.ts'
import { build } from './build.ts'
import { page } from './page.ts'
import { isImmutable, ruleOf } from './rules.ts'
import { Shelf } from './shelf.ts'

declare const self: ServiceWorkerGlobalScope

/** What a page says to its worker. */
type Word = { type: 'takeOver' } | { type: 'loaded'; paths: string[] }

const shelf = new Shelf(build)

// A new worker waits until the person asks for it, or until the last page of the old one is closed.
self.addEventListener('install', (event) => event.waitUntil(shelf.fill()))
self.addEventListener('activate', (event) => event.waitUntil(begin()))

self.addEventListener('fetch', (event) => {
  const { method, mode, url } = event.request
  const rule = ruleOf({ method, mode, url: new URL(url) }, self.location.origin, build.files)
  if (rule === 'kept') event.respondWith(shelf.file(event.request))
  if (rule === 'page') event.respondWith(page(fromNetwork(event), () => shelf.shell()))
})

self.addEventListener('message', (event) => {
  const word = event.data as Word
  if (word.type === 'takeOver') event.waitUntil(self.skipWaiting())
  if (word.type === 'loaded') event.waitUntil(shelf.keep(word.paths.filter(isImmutable)))
})

/** What the server pushes; a browser shows something in any case. */
interface Notice {
  title: string
  body: string
  path: string
  tag: string
}

self.addEventListener('push', (event) => {
  const { title, body, path, tag } = (event.data?.json() ?? { title: 'Parley', body: '', path: '/', tag: 'parley' }) as Notice
  event.waitUntil(self.registration.showNotification(title, { body, tag, icon: '/icons/icon-192.png', data: path }))
})

self.addEventListener('notificationclick', (event) => {
  event.notification.close()
  event.waitUntil(open(String(event.notification.data ?? '/')))
})

const ANSWER_MS = 1_000

/** In the window that is looked at, or another that is there, or in a new one. Only ever at this place. */
async function open(path: string): Promise<void> {
  const url = new URL(path, self.location.origin)
  if (url.origin !== self.location.origin) return
  const windows = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const page = windows.find(({ focused }) => focused) ?? windows.find(({ visibilityState }) => visibilityState === 'visible') ?? windows[0]
  if (!page) return void (await self.clients.openWindow(url))
  // Where the browser does not let it come forward it still goes there.
  await page.focus().catch(() => {})
  if (await goesThere(page, url)) return
  await page.navigate(url).catch(() => self.clients.openWindow(url))
}

/** A page that runs goes there by itself, and what is written in it stays; one that says nothing has to be loaded anew. */
const goesThere = (page: WindowClient, { pathname, search }: URL): Promise<boolean> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => resolve(true)
    setTimeout(() => resolve(false), ANSWER_MS)
    const word: Open = { type: 'open', path: pathname + search }
    page.postMessage(word, [port2])
  })

/** The browser asks for the page while the worker still starts, so that being here costs a visit nothing. */
async function begin(): Promise<void> {
  await shelf.sweep()
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

async function fromNetwork(event: FetchEvent): Promise<Response> {
  const preloaded = (await event.preloadResponse) as Response | undefined
  return preloaded ?? fetch(event.request)
}
