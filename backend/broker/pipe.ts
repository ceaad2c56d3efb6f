import type { Change } from '../store/change.ts'
import type { Line } from '../utils/line.ts'
import type { Broker, Ring, ScopeSignal, SignalRing } from './broker.ts'
import { decodeRings, decodeSignal, encodeRings, encodeSignal } from './codec.ts'
import { ringsOf, signalRing } from './rings.ts'

/** More than this not taken by the other side and the bell keeps silent towards it: it reads the rows. */
const UNSENT_BYTES = 16 * 1024 * 1024
const KINDS = ['rings', 'signal', 'words'] as const
type Kind = (typeof KINDS)[number]

const send = (line: Line, kind: Kind, message: Buffer): void => void (line.unsent < UNSENT_BYTES && line.send(kind, message))

/** The bell of one of several processes of a server: what it rings goes to the exchange of the first one, and from there to the others. */
export class PipeBroker implements Broker {
  readonly isShared = true
  readonly #line: Line
  readonly #workspaceId: string
  readonly #rung: ((rings: readonly Ring[]) => void)[] = []
  readonly #signalled: ((signal: SignalRing) => void)[] = []
  readonly #told: ((words: unknown) => void)[] = []
  readonly #mended: (() => void)[] = []
  #hasEnded = false

  constructor(line: Line, workspaceId: string) {
    this.#line = line
    this.#workspaceId = workspaceId
    line.on('rings', (message) => this.#ring(decodeRings(message)))
    line.on('signal', (message) => this.#signal(decodeSignal(message)))
    line.on('words', (message) => {
      const words: unknown = JSON.parse(message.toString())
      for (const listen of this.#told) listen(words)
    })
    setImmediate(() => {
      if (!this.#hasEnded) for (const listen of this.#mended) listen()
    })
  }

  get isRinging(): boolean {
    return !this.#line.isOver
  }

  publish(changes: readonly Change[]): void {
    const rings = ringsOf(changes, this.#workspaceId)
    this.#ring(rings)
    for (const message of encodeRings(rings)) send(this.#line, 'rings', message)
  }

  signal(signal: ScopeSignal): void {
    const ring = signalRing(signal)
    this.#signal(ring)
    send(this.#line, 'signal', encodeSignal(ring))
  }

  tell(words: object): void {
    send(this.#line, 'words', Buffer.from(JSON.stringify(words)))
  }

  onRings = (listener: (rings: readonly Ring[]) => void): void => void this.#rung.push(listener)
  onSignal = (listener: (signal: SignalRing) => void): void => void this.#signalled.push(listener)
  onTold = (listener: (words: unknown) => void): void => void this.#told.push(listener)
  onMended = (listener: () => void): void => void this.#mended.push(listener)

  #ring(rings: readonly Ring[]): void {
    for (const listen of this.#rung) listen(rings)
  }

  #signal(ring: SignalRing): void {
    for (const listen of this.#signalled) listen(ring)
  }

  /** The line belongs to whoever opened it. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#hasEnded = true
    for (const listeners of [this.#rung, this.#signalled, this.#told]) listeners.length = 0
  }
}

/** Where the bells of several processes meet: what one of them rings the others hear, and what is published here all do. */
export class Exchange {
  readonly #lines = new Set<Line>()

  join(line: Line): void {
    this.#lines.add(line)
    line.onEnd(() => this.#lines.delete(line))
    for (const kind of KINDS) line.on(kind, (message) => this.#pass(kind, message, line))
  }

  /** A commit of this process: bytes once, whoever listens. */
  publish(changes: readonly Change[], workspaceId: string): void {
    for (const message of encodeRings(ringsOf(changes, workspaceId))) this.#pass('rings', message)
  }

  #pass(kind: Kind, message: Buffer, from?: Line): void {
    for (const line of this.#lines) if (line !== from) send(line, kind, message)
  }
}
