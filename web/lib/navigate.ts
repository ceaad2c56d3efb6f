import { type Route, routeOf } from './paths.ts'

const listeners = new Set<() => void>()
const home: Route = { at: 'home' }
let known: Route | null = null

const here = (): string => location.pathname + location.search
const changed = (): void => {
  known = null
  for (const listener of listeners) listener()
}
if (typeof window !== 'undefined') addEventListener('popstate', changed)

/** Where the person is, the same object while they stay there. */
export function routeNow(): Route {
  known ??= routeOf(location.pathname)
  return known
}
export const routeAtBuild = (): Route => known ?? home

/** Where there is no address bar: the path that a server draws. */
export function standAt(path: string): void {
  known = routeOf(path)
}

/** What stands behind the question mark of the address. */
export const searchNow = (): string => location.search
export const searchAtBuild = (): string => ''

/** Hears of every step, by a link or by the browser's own buttons. */
export function onStep(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Goes to another path of the application without loading a document. */
export function navigate(path: string): void {
  if (path === here()) return
  History.prototype.pushState.call(history, null, '', path)
  changed()
}

/** The same, without a step back. */
export function replacePath(path: string): void {
  if (path === here()) return
  History.prototype.replaceState.call(history, null, '', path)
  changed()
}

/**
 * The framework's router has one page and nothing to show for a step: its own steps would draw everything twice, and one taken late would
 * put an old address over a new one. So the steps are the browser's own, and the router's mark on the first is taken off.
 */
export const ownSteps = (): void => History.prototype.replaceState.call(history, null, '')
