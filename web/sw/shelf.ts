import type { Build } from './build.ts'

const PREFIX = 'parley-'

/** The files of one build. Pages are never put here: they hold what is one person's. */
export class Shelf {
  readonly #build: Build
  readonly #name: string

  constructor(build: Build) {
    this.#build = build
    this.#name = PREFIX + build.id
  }

  /** All or nothing: a build that is only half here must not take over. */
  async fill(): Promise<void> {
    const cache = await this.#open()
    await cache.addAll(this.#build.files)
    await cache.add(new Request(this.#build.shell, { cache: 'no-cache', credentials: 'omit' }))
  }

  shell(): Promise<Response | undefined> {
    return this.#find(this.#build.shell)
  }

  /** From here, or from the network and then here. */
  async file(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url)
    const found = await this.#find(pathname)
    if (found) return found
    const fresh = await fetch(request)
    if (fresh.status === 200) await this.#open().then((cache) => cache.put(pathname, fresh.clone()))
    return fresh
  }

  /** What the page loaded before this worker was there. */
  async keep(paths: readonly string[]): Promise<void> {
    const cache = await this.#open()
    for (const path of paths) if (!(await cache.match(path))) await cache.add(path).catch(() => {})
  }

  /** Removes what earlier builds left. */
  async sweep(): Promise<void> {
    const names = await caches.keys()
    await Promise.all(names.filter((name) => name.startsWith(PREFIX) && name !== this.#name).map((name) => caches.delete(name)))
  }

  #open(): Promise<Cache> {
    return caches.open(this.#name)
  }

  async #find(path: string): Promise<Response | undefined> {
    return (await this.#open()).match(path)
  }
}
