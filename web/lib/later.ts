/** Code that comes after the first paint: it is there, or on its way, or asked for by `load`. */
export interface Later<T> {
  get(): T | null
  load(): Promise<T>
  subscribe(listener: () => void): () => void
}

const all: (() => Promise<unknown>)[] = []

/** A part of the page that is fetched when it is first needed, or by `bringAll` before that. After a failure it may be asked for again. */
export function later<T>(bring: () => Promise<T>): Later<T> {
  let here: T | null = null
  let coming: Promise<T> | null = null
  const listeners = new Set<() => void>()
  const arrive = (found: T): T => {
    here = found
    for (const listener of listeners) listener()
    return found
  }
  const load = (): Promise<T> => {
    coming ??= bring()
      .then(arrive)
      .catch((error: unknown) => {
        coming = null
        throw error
      })
    return coming
  }
  const subscribe = (listener: () => void): (() => void) => {
    listeners.add(listener)
    return () => listeners.delete(listener)
  }
  all.push(load)
  return { get: () => here, load, subscribe }
}

const idle = (): Promise<unknown> =>
  new Promise((resolve) => ('requestIdleCallback' in globalThis ? requestIdleCallback(resolve, { timeout: 2_000 }) : setTimeout(resolve, 200)))

const AGAIN_MS = 30_000
const TRIES = 20

/** Fetches what is not here yet, one part at a time and only while there is nothing else to do. Without a network it waits. */
export async function bringAll(): Promise<void> {
  for (const load of all) {
    for (let tries = 0; tries < TRIES && !(await brought(load)); tries++) await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
  }
}

async function brought(load: () => Promise<unknown>): Promise<boolean> {
  await idle()
  return load().then(
    () => true,
    () => false,
  )
}
