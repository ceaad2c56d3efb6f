import type { Socket } from 'node:net'
import { LIMITS } from '@parley/protocol'
import { frameOf } from '../utils/frames.ts'
import type { Due, Turn } from './turn.ts'

const LAGGED = frameOf(JSON.stringify({ type: 'lagged' }))

/**
 * What is on its way to one socket: bounded whatever the reader does. Above 256 KiB unsent its signals are dropped;
 * above 1 MiB its queue is dropped and it is told `lagged`; not drained after 15 s, it is too slow.
 */
export class Outbound implements Due {
  readonly #socket: Socket
  readonly #turn: Turn
  #pending: Buffer[] = []
  #pendingBytes = 0
  /** Catch-up bytes do not count against the slow-reader bound: their pace is the reader's own. */
  #allowance = 0
  #laggedSince = 0

  constructor(socket: Socket, turn: Turn) {
    this.#socket = socket
    this.#turn = turn
  }

  get unsentBytes(): number {
    return this.#socket.writableLength + this.#pendingBytes
  }

  push(chunk: Buffer): void {
    if (this.#laggedSince !== 0) return
    if (this.#allowance > 0 && this.unsentBytes === 0) this.#allowance = 0
    if (this.#pending.length === 0) this.#turn.connection(this)
    this.#pending.push(chunk)
    this.#pendingBytes += chunk.length
    if (this.unsentBytes - this.#allowance > LIMITS.unsentBytes && this.#socket.writableLength > 0) this.#lag()
  }

  /** A row of a catch-up, paced by whoever reads the rows. */
  pushPaced(chunk: Buffer): void {
    this.#allowance = Math.min(this.#allowance, this.unsentBytes) + chunk.length
    this.push(chunk)
  }

  pushSignal(frame: Buffer): void {
    if (this.unsentBytes <= LIMITS.signalUnsentBytes) this.push(frame)
  }

  flush(): void {
    const [only] = this.#pending
    if (!only) return
    const chunk = this.#pending.length === 1 ? only : Buffer.concat(this.#pending, this.#pendingBytes)
    this.#pending = []
    this.#pendingBytes = 0
    // `lagged` is the last of its queue: once the kernel has it, the reader has caught up, whether or not a drain is told.
    if (this.#socket.writable) this.#socket.write(chunk, this.#laggedSince === 0 ? undefined : () => this.#caughtUp())
    if (this.#socket.writableLength === 0) this.#allowance = 0
  }

  /** Milliseconds that this reader has been behind; 0 when it is not. */
  laggingMs(now: number): number {
    return this.#laggedSince === 0 ? 0 : now - this.#laggedSince
  }

  /** Resolves when the socket has taken all but `bytes` of what is on its way. */
  async drainedTo(bytes: number): Promise<void> {
    while (this.unsentBytes > bytes && !this.#socket.destroyed) await new Promise<void>((resolve) => setTimeout(resolve, 2))
  }

  #caughtUp(): void {
    this.#laggedSince = 0
    this.#allowance = 0
  }

  #lag(): void {
    // Only here, because few ever come to this, and each listener is kept for as long as its socket.
    this.#socket.once('drain', () => this.#caughtUp())
    this.#pending = [LAGGED]
    this.#pendingBytes = LAGGED.length
    this.#laggedSince = Date.now()
  }
}
