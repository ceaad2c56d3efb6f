import { uuidv7 } from 'uuidv7'
import { backoffMs } from '../../client/src/connection.ts'
import { contentOf } from './dialects.ts'
import { Link } from './link.ts'

/** Somebody with conversations, and how far each has come for them when they begin. */
export interface Person {
  token: string
  clocks: Record<string, number>
  /** Where they will write. */
  channelId: string
}

interface Draft {
  id: string
  content: string
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/**
 * Somebody who comes back by themselves, as late as the SDK does, and asks for what they missed. Every rev is counted: a clock moves by one
 * at a time, what comes ahead waits for what is between, and what comes again is counted apart.
 */
export class Returning {
  /** How far each channel has come without a gap. */
  readonly clocks: Map<string, number>
  readonly #ahead = new Map<string, Set<number>>()
  readonly #person: Person
  readonly #port: number
  #link: Link | undefined
  #epoch: string | undefined
  #draft: Draft | undefined
  #attempt = 0
  #greeted = Promise.withResolvers<void>()
  #online = Promise.withResolvers<void>()
  repeats = 0
  /** Times it was told to start over: nothing happened that would ask for it. */
  resets = 0
  onAck: () => void = () => {}
  /** The clock on the wall when it was last told that it missed nothing more. */
  syncedAt = 0

  constructor(port: number, person: Person) {
    this.#port = port
    this.#person = person
    this.clocks = new Map(Object.entries(person.clocks))
  }

  /** Resolves when it has been told all that it missed. */
  get online(): Promise<void> {
    return this.#online.promise
  }

  /** Connects, again and again; stays until the connection goes, and comes back. */
  async live(): Promise<void> {
    for (;;) {
      try {
        const link = await Link.open(this.#port, '/socket', this.#person.token, { text: (_length, payload) => payload && this.#hear(payload) })
        this.#link = link
        await Promise.race([this.#greeted.promise, link.closed])
        this.#ask()
        await link.closed
        this.#greeted = Promise.withResolvers<void>()
        this.#online = Promise.withResolvers<void>()
      } catch {
        // Nobody is there yet.
      }
      await pause(backoffMs(this.#attempt++, Math.random))
    }
  }

  /** Sends one message; what is not acked when the connection goes is sent again under the same id. */
  write(): void {
    this.#draft = { id: uuidv7(), content: contentOf(0) }
    this.#send()
  }

  #send(): void {
    if (!this.#draft) return
    this.#link?.send(JSON.stringify({ id: 2, type: 'message.send', data: { channelId: this.#person.channelId, ...this.#draft } }))
  }

  #hear(payload: Buffer): void {
    const opening = payload.toString('latin1', 0, 16)
    if (opening.startsWith('{"type":"hello"')) return this.#greet(JSON.parse(String(payload)) as { epoch: string })
    if (opening.startsWith('{"re":2')) return this.#answered(payload)
    if (opening.startsWith('{"re"')) return
    const event = JSON.parse(String(payload)) as { type: string; channelId?: string; rev?: number }
    if (event.type === 'synced') return this.#synced()
    if (event.type === 'resync') this.resets++
    if (event.channelId !== undefined && event.rev !== undefined) this.#count(event.channelId, event.rev)
  }

  /** The hello may come with the upgrade's answer, before there is anything to write to. */
  #greet({ epoch }: { epoch: string }): void {
    this.#epoch ??= epoch
    this.#greeted.resolve()
  }

  #ask(): void {
    this.#link?.send(JSON.stringify({ id: 1, type: 'auth', data: { epoch: this.#epoch, clocks: Object.fromEntries(this.clocks) } }))
  }

  #synced(): void {
    this.#attempt = 0
    this.syncedAt = Date.now()
    this.#online.resolve()
    this.#send()
  }

  #answered(payload: Buffer): void {
    if (!String(payload).startsWith('{"re":2,"data"')) throw new Error(`A message was refused: ${payload}`)
    if (this.#draft) this.onAck()
    this.#draft = undefined
  }

  #count(channelId: string, rev: number): void {
    const clock = this.clocks.get(channelId)
    if (clock === undefined) return
    const ahead = this.#ahead.get(channelId)
    if (rev <= clock || ahead?.has(rev)) this.repeats++
    else if (rev > clock + 1) this.#ahead.set(channelId, (ahead ?? new Set()).add(rev))
    else {
      let next = rev
      while (ahead?.delete(next + 1)) next++
      this.clocks.set(channelId, next)
    }
  }
}
