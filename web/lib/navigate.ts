import { afterPaint } from './after-paint.ts'
import { type Route, routeOf } from './paths.ts'

const listeners = new Set<() => void>()
const home: Route = { at: 'home' }
let known: Route | null = null
/** Where the address bar does not stand yet. */
let ahead: { url: URL; tell: () => void } | null = null

const place = (): Pick<URL, 'pathname' | 'search'> => ahead?.url ?? location
const changed = (): void => {
  known = null
  for (const listener of listeners) listener()
}
if (typeof window !== 'undefined') {
  addEventListener('popstate', () => {
    ahead = null
    changed()
  })
  // Who leaves at once comes back to where they were.
  addEventListener('pagehide', () => ahead?.tell())
}

/** Where the person is, the same object while they stay there. */
export function routeNow(): Route {
  known ??= routeOf(place().pathname)
  return known
}
export const routeAtBuild = (): Route => known ?? home

/** Where there is no address bar: the path that a server draws. */
export function standAt(path: string): void {
  known = routeOf(path)
}

/** What stands behind the question mark of the address. */
export const searchNow = (): string => place().search
export const searchAtBuild = (): string => ''

/** Hears of every step, by a link or by the browser's own buttons. */
export function onStep(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Goes to another path of the application without loading a document. */
export const navigate = (path: string): void => step(path, 'pushState')

/** The same, without a step back. */
export const replacePath = (path: string): void => step(path, 'replaceState')

/** What is there is shown first: the browser takes as long to note the address as the page to draw it. */
function step(path: string, how: 'pushState' | 'replaceState'): void {
  const { pathname, search } = place()
  if (path === pathname + search) return
  ahead?.tell()
  const tell = (): void => {
    if (ahead?.tell !== tell) return
    ahead = null
    History.prototype[how].call(history, null, '', path)
  }
  ahead = { url: new URL(path, location.href), tell }
  changed()
  afterPaint(tell)
}

/**
 * The framework's router has one page and nothing to show for a step: its own steps would draw everything twice, and one taken late would
 * put an old address over a new one. So the steps are the browser's own, and the router's mark on the first is taken off.
 */
export const ownSteps = (): void => History.prototype.replaceState.call(history, null, '')
