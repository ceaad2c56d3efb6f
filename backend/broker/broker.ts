import type { Signal } from '@parley/protocol'
import type { Change } from '../store/change.ts'

/** Where a signal goes: to who follows a channel, or to a person. It is never stored and may be lost. */
export interface ScopeSignal {
  scopeId: string
  signal: Signal
}

/** Whom the hub lets in, lets go or sends away. */
export type Steer = Extract<Change, { to: 'hub' }>

/** One durable event on its way to those who follow its scope. */
export interface EventRing {
  readonly scopeId: string
  readonly rev: number
  /** What the hub does when this rev's turn comes, before it tells the event. */
  readonly steer: Steer | undefined
  /** The ready frame, encoded once on the node that wrote it; undefined where it was too large for the bell: read the row. */
  readonly frame: Buffer | undefined
}

/** Somebody to be steered now, whatever any clock says. */
export interface SteerRing {
  readonly scopeId: undefined
  readonly steer: Steer
}

export type Ring = EventRing | SteerRing

/** A signal as the ready frame that its scope's followers get. */
export interface SignalRing {
  readonly scopeId: string
  readonly frame: Buffer
}

/**
 * The bell between nodes. It may lose one ring, repeat one or deliver two out of order; the clock inside a durable
 * event makes all three harmless. It never stores anything. What is published here is heard here at once, by call, and
 * once: nobody hears the echo of their own bell.
 */
export interface Broker extends AsyncDisposable {
  /** Whether there can be other nodes at all. */
  readonly isShared: boolean
  /** False while other nodes may not hear us, or we not them. */
  readonly isRinging: boolean
  publish(changes: readonly Change[]): void
  signal(signal: ScopeSignal): void
  /** Tells the other nodes something of this one that may be lost: JSON. Not heard here. */
  tell(words: object): void
  onRings(listener: (rings: readonly Ring[]) => void): void
  onSignal(listener: (signal: SignalRing) => void): void
  /** Hears what other nodes tell; whoever listens parses it. */
  onTold(listener: (words: unknown) => void): void
  /** Told whenever the bell begins to ring, or rings again. */
  onMended(listener: () => void): void
}
