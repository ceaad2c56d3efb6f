import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

/** One Argon2id to compute. Memory in KiB, length in bytes. */
export interface Derivation {
  message: string
  nonce: Uint8Array
  memory: number
  passes: number
  parallelism: number
  tagLength: number
}

const IDLE_MS = 20_000

/** A thread that is started for the first password and let go when none came for a while: at rest it costs nothing. */
export class Deriver {
  #worker: Worker | undefined
  #idle: NodeJS.Timeout | undefined

  /** One at a time; the caller sees to that. */
  async derive(derivation: Derivation): Promise<Buffer> {
    clearTimeout(this.#idle)
    this.#worker ??= new Worker(new URL('./passwords.thread.ts', import.meta.url), { resourceLimits: { maxYoungGenerationSizeMb: 2 } })
    const worker = this.#worker
    worker.ref()
    try {
      worker.postMessage(derivation)
      const [tag] = (await once(worker, 'message')) as [Uint8Array]
      return Buffer.from(tag)
    } finally {
      worker.unref()
      this.#idle = setTimeout(() => this.#rest(), IDLE_MS).unref()
    }
  }

  #rest(): void {
    void this.#worker?.terminate()
    this.#worker = undefined
  }
}
