import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { Worker } from 'node:worker_threads'
import type { Opening } from '@parley/protocol'
import type { View } from './view.ts'

export interface Asked {
  opening: Opening
  path: string
  view: View
  agent: string
}

export type Drawn = { id: number; html: string | null }

/** Who draws pages. */
export interface Artist {
  /** So that whoever draws is there when the first picture is asked for. */
  warm(): void
  draw(asked: Asked): Promise<string | null>
}

/** A page that would wait longer is better off without; its code alone takes longer than this where processors are slow. */
const PATIENCE_MS = 600
const MOST_WAITING = 8
/** A thread that nobody needs is ended: it holds the page's code. */
const IDLE_MS = 10 * 60_000

/**
 * Draws first pictures of pages, in a thread of its own. A picture is a courtesy: when it is not there in time, when many are asked for or the thread
 * fails, the page goes without, and draws itself.
 */
export class Pictures implements Artist, AsyncDisposable {
  readonly #module: string
  readonly #failed: (failure: unknown) => void
  readonly #there: boolean
  readonly #waiting = new Map<number, (html: string | null) => void>()
  #thread: Worker | undefined
  #idle: NodeJS.Timeout | undefined
  #lastId = 0

  /** `outDir`: where the build made what draws. Without it there are no pictures. */
  constructor(outDir: string, log: { error(failure: unknown, message: string): void }) {
    this.#module = join(outDir, '.picture', 'draw.mjs')
    this.#failed = (failure) => log.error(failure, 'first pictures of pages cannot be drawn; pages go without')
    this.#there = existsSync(this.#module)
  }

  warm(): void {
    if (this.#there) this.#begin()
  }

  async draw(asked: Asked): Promise<string | null> {
    if (!this.#there || this.#waiting.size >= MOST_WAITING) return null
    const thread = this.#begin()
    const id = ++this.#lastId
    const { promise, resolve } = Promise.withResolvers<string | null>()
    this.#waiting.set(id, resolve)
    thread.postMessage({ id, asked })
    return Promise.race([promise, pause(PATIENCE_MS, null, { ref: false })])
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearTimeout(this.#idle)
    await this.#thread?.terminate()
  }

  #begin(): Worker {
    clearTimeout(this.#idle)
    this.#idle = setTimeout(() => this.#end(), IDLE_MS).unref()
    this.#thread ??= this.#start()
    return this.#thread
  }

  #start(): Worker {
    const thread = new Worker(new URL('./pictures.thread.ts', import.meta.url), {
      workerData: this.#module,
      resourceLimits: { maxYoungGenerationSizeMb: 8, maxOldGenerationSizeMb: 96 },
    })
    thread.unref()
    thread.on('message', ({ id, html }: Drawn) => {
      this.#waiting.get(id)?.(html)
      this.#waiting.delete(id)
    })
    thread.on('error', (failure) => {
      this.#failed(failure)
      this.#end()
    })
    return thread
  }

  #end(): void {
    void this.#thread?.terminate()
    this.#thread = undefined
    for (const resolve of this.#waiting.values()) resolve(null)
    this.#waiting.clear()
  }
}
