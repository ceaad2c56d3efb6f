import type { Signal } from '@parley/protocol'
import type { Change } from '../store/change.ts'

/** Where a signal goes: to who follows a channel. It is never stored and may be lost. */
export interface ChannelSignal {
  channelId: string
  signal: Signal
}

/**
 * The bell between nodes. It may lose one ring, repeat one or deliver two out of order; the clock inside a durable
 * event makes all three harmless. It never stores anything.
 */
export interface Broker extends AsyncDisposable {
  publish(changes: readonly Change[]): void
  signal(signal: ChannelSignal): void
  onChanges(listener: (changes: readonly Change[]) => void): void
  onSignal(listener: (signal: ChannelSignal) => void): void
}
