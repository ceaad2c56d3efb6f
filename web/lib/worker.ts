const HOUR_MS = 3_600_000

/** What to do to have the newer version. */
export type Take = () => void

/** Starts the service worker where there may be one, and tells when a newer one waits, or took over by the word of another tab. Answers how to stop. */
export function watchWorker(ready: (take: Take) => void): () => void {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return () => {}
  const stop = new AbortController()
  followTakeover(ready, stop.signal)
  register(ready, stop.signal).catch(() => {}) // forbidden by the browser: the page works without
  return () => stop.abort()
}

/** This page was loaded under an older worker: its files may be gone when it asks for them. The very first worker replaces nothing. */
function followTakeover(ready: (take: Take) => void, signal: AbortSignal): void {
  const { serviceWorker } = navigator
  let before = serviceWorker.controller
  const follow = (): void => {
    if (before) ready(() => location.reload())
    before = serviceWorker.controller
  }
  serviceWorker.addEventListener('controllerchange', follow, { signal })
}

/** The newer worker takes over, then the page starts anew. Other tabs stay as they are, and are told. */
function takeOver(waiting: ServiceWorker): void {
  const reload = (): void => location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true })
  setTimeout(reload, 2_000) // it took over in this moment, by another tab's word
  waiting.postMessage({ type: 'takeOver' })
}

async function register(ready: (take: Take) => void, signal: AbortSignal): Promise<void> {
  const found = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  const tell = (): void => {
    // The very first worker replaces nothing.
    const { waiting } = found
    if (waiting && navigator.serviceWorker.controller) ready(() => takeOver(waiting))
  }
  const follow = (): void => found.installing?.addEventListener('statechange', tell, { signal })
  found.addEventListener('updatefound', follow, { signal })
  follow()
  tell()
  lookHourly(found, signal)
  await keepLoaded()
}

/** Tells the worker what this page has fetched so far, also before there was a worker to see it. */
export async function keepLoaded(): Promise<void> {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return
  const { active } = await navigator.serviceWorker.ready
  active?.postMessage({ type: 'loaded', paths: loaded() })
}

/** A page may stay open for weeks, and browsers look only when one is loaded. */
function lookHourly(found: ServiceWorkerRegistration, signal: AbortSignal): void {
  let lookedAt = Date.now()
  const look = (): void => {
    if (document.hidden || Date.now() - lookedAt < HOUR_MS) return
    lookedAt = Date.now()
    found.update().catch(() => {}) // no network: later
  }
  document.addEventListener('visibilitychange', look, { signal })
}

/** Files of this build that came before there was a worker to keep them. */
const loaded = (): string[] =>
  performance
    .getEntriesByType('resource')
    .map(({ name }) => new URL(name))
    .filter(({ origin }) => origin === location.origin)
    .map(({ pathname }) => pathname)
