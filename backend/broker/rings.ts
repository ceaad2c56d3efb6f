import type { DurableEvent, Signal } from '@parley/protocol'
import type { Change } from '../store/change.ts'
import { frameOf } from '../utils/frames.ts'
import { unreachable } from '../utils/unreachable.ts'
import type { EventRing, Ring, ScopeSignal, SignalRing, Steer } from './broker.ts'

/** Becomes bytes when the first one asks, and once: where nobody listens and no other node is, never. */
class Event implements EventRing {
  readonly scopeId: string
  readonly steer: Steer | undefined
  readonly #event: DurableEvent
  #frame: Buffer | undefined

  constructor(scopeId: string, event: DurableEvent, steer: Steer | undefined) {
    this.scopeId = scopeId
    this.steer = steer
    this.#event = event
  }

  get rev(): number {
    return this.#event.rev
  }
  get frame(): Buffer {
    this.#frame ??= frameOf(JSON.stringify(this.#event))
    return this.#frame
  }
}

class Moment implements SignalRing {
  readonly scopeId: string
  readonly #signal: Signal
  #frame: Buffer | undefined

  constructor({ scopeId, signal }: ScopeSignal) {
    this.scopeId = scopeId
    this.#signal = signal
  }

  get frame(): Buffer {
    this.#frame ??= frameOf(JSON.stringify(this.#signal))
    return this.#frame
  }
}

export const signalRing = (signal: ScopeSignal): SignalRing => new Moment(signal)

/** Whether this steering waits for its turn in the channel's clock: the next event of that channel carries it. */
const isInTurn = (steer: Steer): boolean => 'joined' in steer || 'left' in steer || 'closed' in steer || 'under' in steer

/** A commit's changes as rings, in the order of the clocks. */
export function ringsOf(changes: readonly Change[], workspaceId: string): Ring[] {
  const rings: Ring[] = []
  let turn: Steer | undefined
  for (const change of changes) {
    switch (change.to) {
      case 'channel':
        rings.push(new Event(change.channelId, change.event, turn))
        turn = undefined
        break
      case 'user':
        rings.push(new Event(change.userId, change.event, undefined))
        break
      case 'workspace':
        rings.push(new Event(workspaceId, change.event, undefined))
        break
      case 'hub':
        if (isInTurn(change)) turn = change
        else rings.push({ scopeId: undefined, steer: change })
        break
      case 'jobs':
        break
      default:
        unreachable(change)
    }
  }
  return rings
}
