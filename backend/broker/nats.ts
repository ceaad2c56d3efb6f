import { connect, type Msg, type NatsConnection } from '@nats-io/transport-node'
import type { BrokerAddress } from '../config/broker.ts'
import type { Change } from '../store/change.ts'
import type { Broker, Ring, ScopeSignal, SignalRing } from './broker.ts'
import { decodeRings, decodeSignal, encodeRings, encodeSignal } from './codec.ts'
import { ringsOf, signalRing } from './rings.ts'

interface NatsOptions {
  address: BrokerAddress
  workspaceId: string
  node: string
  log: { info(details: object, message: string): void; warn(details: object, message: string): void }
}

/** The version of what travels: nodes of an older one do not hear it, and read the rows instead. */
const WIRE = 1
const RETRY_MS = 250
const BEAT_MS = 1_000
/** More than this unanswered and the bell keeps silent: the other nodes read the rows. */
const UNANSWERED_BYTES = 16 * 1024 * 1024

/**
 * The bell over NATS core. One subject carries every durable event of the workspace: a commit is one message whatever it
 * changed, and each node drops what nobody here listens to. While the server is away nothing is kept for later.
 */
export class NatsBroker implements Broker {
  readonly isShared = true
  readonly #options: NatsOptions
  readonly #rung: ((rings: readonly Ring[]) => void)[] = []
  readonly #signalled: ((signal: SignalRing) => void)[] = []
  readonly #told: ((words: unknown) => void)[] = []
  readonly #mended: (() => void)[] = []
  readonly #beat: NodeJS.Timeout
  #connection: NatsConnection | undefined
  #isBeating = false
  #unanswered = 0
  #ended = false
  #wasRinging: boolean | undefined

  constructor(options: NatsOptions) {
    this.#options = options
    this.#beat = setInterval(() => this.#check(), BEAT_MS)
    this.#beat.unref()
    void this.#live()
  }

  get isRinging(): boolean {
    return this.#connection !== undefined && this.#wasRinging === true
  }

  publish(changes: readonly Change[]): void {
    const rings = ringsOf(changes, this.#options.workspaceId)
    for (const listen of this.#rung) listen(rings)
    if (this.#canSend()) for (const message of encodeRings(rings)) this.#send('rings', message)
  }

  signal(signal: ScopeSignal): void {
    const ring = signalRing(signal)
    for (const listen of this.#signalled) listen(ring)
    if (this.#canSend()) this.#send('signals', encodeSignal(ring))
  }

  tell(words: object): void {
    if (this.#canSend()) this.#send('nodes', Buffer.from(JSON.stringify(words)))
  }

  onRings = (listener: (rings: readonly Ring[]) => void): void => void this.#rung.push(listener)
  onSignal = (listener: (signal: SignalRing) => void): void => void this.#signalled.push(listener)
  onTold = (listener: (words: unknown) => void): void => void this.#told.push(listener)
  onMended = (listener: () => void): void => void this.#mended.push(listener)

  #canSend = (): boolean => this.#connection !== undefined && this.#unanswered < UNANSWERED_BYTES
  #subject = (kind: string): string => `parley.${WIRE}.${this.#options.workspaceId}.${kind}`

  #send(kind: string, message: Buffer): void {
    try {
      this.#unanswered += message.length
      this.#connection?.publish(this.#subject(kind), message)
    } catch {
      // Closed in this very moment: the bell may lose a ring.
    }
  }

  /** One connection after another, for as long as the node lives. */
  async #live(): Promise<void> {
    while (!this.#ended) {
      const failure = await this.#connect().catch((error: Error) => error)
      this.#connection = undefined
      this.#judge(false, failure?.message)
      if (!this.#ended) await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (1 + Math.random())).unref())
    }
  }

  /** Resolves when the connection is over. */
  async #connect(): Promise<Error | undefined> {
    const { servers, tls, ...credentials } = this.#options.address
    const nats = await connect({
      ...credentials,
      ...(tls && { tls: {} }),
      servers: [...servers],
      name: `parley ${this.#options.node}`,
      noEcho: true,
      reconnect: false,
      timeout: 2_000,
      pingInterval: 2_000,
      maxPingOut: 2,
    })
    if (this.#ended) return void (await nats.close())
    this.#subscribe(nats)
    await nats.flush()
    this.#connection = nats
    this.#unanswered = 0
    this.#isBeating = false
    this.#judge(true)
    return (await nats.closed()) ?? undefined
  }

  #subscribe(nats: NatsConnection): void {
    const hear = (kind: string, take: (message: Buffer) => void): void => {
      const callback = (failure: Error | null, { data }: Msg): void => {
        try {
          if (failure) throw failure
          take(Buffer.from(data.buffer, data.byteOffset, data.byteLength))
        } catch (error) {
          this.#options.log.warn({ err: error, kind }, 'the bell brought something unreadable')
        }
      }
      nats.subscribe(this.#subject(kind), { callback })
    }
    hear('rings', (message) => {
      const rings = decodeRings(message)
      for (const listen of this.#rung) listen(rings)
    })
    hear('signals', (message) => {
      const ring = decodeSignal(message)
      for (const listen of this.#signalled) listen(ring)
    })
    hear('nodes', (message) => {
      const words: unknown = JSON.parse(message.toString())
      for (const listen of this.#told) listen(words)
    })
  }

  /** A server that is connected and does not answer is no bell. */
  #check(): void {
    const nats = this.#connection
    if (!nats) return
    if (this.#isBeating) return this.#judge(false, 'the server does not answer')
    this.#isBeating = true
    const sent = this.#unanswered
    nats
      .flush()
      .then(() => {
        if (nats !== this.#connection) return
        this.#isBeating = false
        this.#unanswered -= sent
        this.#judge(true)
      })
      .catch(() => {})
  }

  #judge(isRinging: boolean, reason?: string): void {
    if (this.#ended || this.#wasRinging === isRinging) return
    this.#wasRinging = isRinging
    const servers = this.#options.address.servers.join(', ')
    if (isRinging) this.#options.log.info({ servers }, 'the bell rings')
    else this.#options.log.warn({ servers, reason }, 'the bell is broken: the database is asked for news instead')
    if (isRinging) for (const listen of this.#mended) listen()
  }

  /** What was published leaves before the connection ends. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ended = true
    clearInterval(this.#beat)
    const nats = this.#connection
    if (!nats) return
    await Promise.race([nats.flush().catch(() => {}), new Promise((resolve) => setTimeout(resolve, 500))])
    await nats.close()
  }
}
