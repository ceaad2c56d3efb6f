import type { PresenceState } from '@parley/protocol'
import type { Broker } from '../../broker/broker.ts'
import { Peer } from './peer.ts'
import { Roll, type Standing } from './roll.ts'
import { Takings } from './takings.ts'
import { personOf, type Words, wordsSchema } from './words.ts'

const DIGEST_MS = 5_000
const FORGET_MS = 15_000
/** Changes of one moment leave together. */
const JOIN_MS = 50
const CHUNK = 500

/**
 * The other nodes: who is there, with how many connections, and what they let through. Changes are told as they happen and a digest
 * of all every few seconds, so that whatever was lost is asked for; a node that is silent is forgotten.
 */
export class Peers implements Disposable {
  readonly node: string
  readonly takings: Takings
  readonly #broker: Broker
  readonly #mine = new Roll()
  readonly #others = new Map<string, Peer>()
  readonly #fresh = new Set<string>()
  readonly #moved: ((userIds: readonly string[]) => void)[] = []
  readonly #timer: NodeJS.Timeout | undefined
  #joining: NodeJS.Timeout | undefined
  /** After its goodbye a node says nothing more: others would take it for one that has come. */
  #hasLeft = false

  constructor(broker: Broker, node: string) {
    this.node = node
    this.#broker = broker
    this.takings = new Takings((words) => this.#tell({ ...words, node }), broker.isShared)
    if (!broker.isShared) return
    broker.onTold((words) => this.#hear(words))
    broker.onMended(() => this.#digest())
    this.#timer = setInterval(() => this.#round(performance.now()), DIGEST_MS)
    this.#timer.unref()
  }

  /** Told with the people whose standing elsewhere may be another now. */
  onMoved = (listener: (userIds: readonly string[]) => void): void => void this.#moved.push(listener)

  /** How somebody is on this node; undefined: not here. */
  set(userId: string, standing: Standing | undefined): void {
    if (!this.#broker.isShared) return
    this.#mine.set(userId, standing)
    this.#fresh.add(userId)
    this.#joining ??= setTimeout(() => this.#changed(), JOIN_MS).unref()
  }

  stateOf(userId: string): PresenceState {
    let state: PresenceState = 'offline'
    for (const { roll } of this.#others.values()) {
      const standing = roll.people.get(userId)
      if (standing?.state === 'online') return 'online'
      if (standing) state = 'away'
    }
    return state
  }

  /** Connections of somebody on other nodes; `before`: on those only whose name stands before ours. */
  socketsOf(userId: string, which: 'all' | 'before' = 'all'): number {
    let sockets = 0
    for (const [node, { roll }] of this.#others) if (which === 'all' || node < this.node) sockets += roll.people.get(userId)?.sockets ?? 0
    return sockets
  }

  get count(): number {
    return this.#others.size
  }

  #tell = (words: Words): void => void (this.#hasLeft || this.#broker.tell(words))
  #digest = (): void => this.#tell({ say: 'digest', node: this.node, digest: this.#mine.digest })

  #changed(): void {
    this.#joining = undefined
    const people = [...this.#fresh].map((userId) => personOf(userId, this.#mine.people.get(userId)))
    this.#fresh.clear()
    for (let at = 0; at < people.length; at += CHUNK) this.#tell({ say: 'changed', node: this.node, people: people.slice(at, at + CHUNK) })
  }

  #round(now: number): void {
    this.#digest()
    for (const [node, peer] of this.#others) if (now - peer.heardAt > FORGET_MS) this.#forget(node)
  }

  #forget(node: string): void {
    const gone = this.#others.get(node)
    this.#others.delete(node)
    if (gone) this.#tellMoved([...gone.roll.people.keys()])
  }

  #tellMoved(userIds: readonly string[]): void {
    if (userIds.length > 0) for (const listen of this.#moved) listen(userIds)
  }

  #hear(told: unknown): void {
    const parsed = wordsSchema.safeParse(told)
    if (!parsed.success || parsed.data.node === this.node) return
    const words = parsed.data
    if (words.say === 'bye') return this.#forget(words.node)
    const peer = this.#peer(words.node)
    if (words.say === 'changed') this.#tellMoved(peer.changed(words.people))
    else if (words.say === 'all') this.#tellMoved(peer.all(words.part, words.parts, words.people))
    else if (words.say === 'taken') this.takings.hear(peer, words)
    else if (words.say === 'ask') words.of === this.node && this.#all()
    else if (words.digest !== peer.roll.digest) this.#tell({ say: 'ask', node: this.node, of: words.node })
  }

  /** Whoever is new hears at once who is here. */
  #peer(node: string): Peer {
    const now = performance.now()
    let peer = this.#others.get(node)
    if (!peer) {
      peer = new Peer(now)
      this.#others.set(node, peer)
      this.#digest()
    }
    peer.heardAt = now
    return peer
  }

  #all(): void {
    const people = [...this.#mine.people].map(([userId, standing]) => personOf(userId, standing))
    const parts = Math.max(1, Math.ceil(people.length / CHUNK))
    for (let part = 0; part < parts; part++) this.#tell({ say: 'all', node: this.node, part, parts, people: people.slice(part * CHUNK, (part + 1) * CHUNK) })
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
    clearTimeout(this.#joining)
    this.takings[Symbol.dispose]()
    if (this.#broker.isShared) this.#tell({ say: 'bye', node: this.node })
    this.#hasLeft = true
  }
}
