import { LIMITS, type PresenceState, type Signal } from '@parley/protocol'
import type { Peers } from './peers/peers.ts'

/** One connection, as presence sees it. */
export interface Device {
  readonly userId: string
  signal(signal: Signal): void
}

/**
 * Who is here, and who is on other nodes. A person is online while any device is, away while all are, offline without one.
 * It is watched, not broadcast: only who asked about somebody is told, in one joined frame a second.
 */
export class Presence implements Disposable {
  readonly #devices = new Map<string, Map<Device, 'online' | 'away'>>()
  readonly #watching = new Map<Device, ReadonlySet<string>>()
  readonly #watchers = new Map<string, Set<Device>>()
  readonly #changed = new Set<string>()
  readonly #peers: Peers
  readonly #timer: NodeJS.Timeout

  constructor(peers: Peers) {
    this.#peers = peers
    peers.onMoved((userIds) => {
      for (const userId of userIds) if (this.#watchers.has(userId)) this.#changed.add(userId)
    })
    this.#timer = setInterval(() => this.#tell(), LIMITS.presenceEveryMs)
    this.#timer.unref()
  }

  state(userId: string): PresenceState {
    const here = this.#here(userId)
    if (here === 'online') return here
    const elsewhere = this.#peers.stateOf(userId)
    return elsewhere === 'offline' ? here : elsewhere
  }

  /** Connections that somebody has on other nodes. */
  elsewhere = (userId: string): number => this.#peers.socketsOf(userId)

  /** How many of somebody's connections here are too many over all nodes. Nodes agree by their names whose are. */
  surplus(userId: string, max: number): number {
    const here = this.#devices.get(userId)?.size ?? 0
    return Math.max(0, here - Math.max(0, max - this.#peers.socketsOf(userId, 'before')))
  }

  #here(userId: string): PresenceState {
    const devices = this.#devices.get(userId)
    if (!devices || devices.size === 0) return 'offline'
    return [...devices.values()].includes('online') ? 'online' : 'away'
  }

  /** Tells the other nodes how somebody is here now, and watchers if that changed. */
  #moved(userId: string, before: PresenceState): void {
    const state = this.#here(userId)
    this.#peers.set(userId, state === 'offline' ? undefined : { state, sockets: this.#devices.get(userId)?.size ?? 0 })
    if (this.state(userId) !== before) this.#changed.add(userId)
  }

  set(device: Device, state: 'online' | 'away'): void {
    const before = this.state(device.userId)
    const devices = this.#devices.get(device.userId)
    if (devices) devices.set(device, state)
    else this.#devices.set(device.userId, new Map([[device, state]]))
    this.#moved(device.userId, before)
  }

  leave(device: Device): void {
    const devices = this.#devices.get(device.userId)
    const before = this.state(device.userId)
    devices?.delete(device)
    if (devices?.size === 0) this.#devices.delete(device.userId)
    this.#moved(device.userId, before)
    this.watch(device, [])
    this.#watching.delete(device)
  }

  /** Replaces whom this device watches, and tells it how they are now. */
  watch(device: Device, userIds: readonly string[]): void {
    for (const userId of this.#watching.get(device) ?? []) {
      const watchers = this.#watchers.get(userId)
      watchers?.delete(device)
      if (watchers?.size === 0) this.#watchers.delete(userId)
    }
    this.#watching.set(device, new Set(userIds))
    for (const userId of userIds) {
      const watchers = this.#watchers.get(userId)
      if (watchers) watchers.add(device)
      else this.#watchers.set(userId, new Set([device]))
    }
    if (userIds.length > 0) device.signal({ type: 'presence', users: userIds.map((userId) => ({ userId, state: this.state(userId) })) })
  }

  #tell(): void {
    const due = new Map<Device, { userId: string; state: PresenceState }[]>()
    for (const userId of this.#changed) {
      for (const device of this.#watchers.get(userId) ?? []) {
        const users = due.get(device) ?? []
        users.push({ userId, state: this.state(userId) })
        due.set(device, users)
      }
    }
    this.#changed.clear()
    for (const [device, users] of due) device.signal({ type: 'presence', users })
  }

  [Symbol.dispose](): void {
    clearInterval(this.#timer)
  }
}
