const HOUR_MS = 3_600_000

/** Starts the service worker where there may be one, and tells when a newer one waits. Answers how to stop. */
export function watchWorker(ready: (waiting: ServiceWorker) => void): () => void {
  if (process.env.NODE_ENV !== 'production' || !('serviceWorker' in navigator)) return () => {}
  const stop = new AbortController()
  register(ready, stop.signal).catch(() => {}) // forbidden by the browser: the page works without
  return () => stop.abort()
}

/** The newer worker takes over, then the page starts anew. Other tabs stay as they are. */
export function takeOver(waiting: ServiceWorker): void {
  const reload = (): void => location.reload()
  navigator.serviceWorker.addEventListener('controllerchange', reload, { once: true })
  setTimeout(reload, 2_000) // it was taken over already, by another tab
  waiting.postMessage({ type: 'takeOver' })
}

async function register(ready: (waiting: ServiceWorker) => void, signal: AbortSignal): Promise<void> {
  const found = await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' })
  const tell = (): void => {
    // The very first worker replaces nothing.
    if (found.waiting && navigator.serviceWorker.controller) ready(found.waiting)
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
