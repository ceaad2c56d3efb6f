import type { Control, Position, ServerEvent, Signal, Welcome } from '@parley/protocol'
import type { Cache } from './cache.ts'
import type { Connection, ConnectionEvents, Pong } from './connection.ts'
import type { Outbox } from './outbox.ts'
import type { Presence } from './presence.ts'
import type { Typing } from './typing.ts'

type Resync = Extract<Control, { type: 'resync' }>

/** Everything that a connection's owner is made of. */
export interface Parts {
  connection: Connection
  cache: Cache
  outbox: Outbox
  presence: Presence
  typing: Typing
  signals: ReadonlySet<(signal: Signal) => void>
}

/** What `connect` listens to beyond the public face. */
export interface ConnectionHooks {
  hello?(now: number): void
  closed?(close: { code: number; reason: string }): void
  failed?(error: Error): void
}

/** Where everything goes that the connection says. */
export class Incoming implements ConnectionEvents {
  readonly #parts: () => Parts
  readonly #hooks: ConnectionHooks
  /** Pings in a row that found another sum of clocks. */
  #mismatches = 0

  constructor(parts: () => Parts, hooks: ConnectionHooks) {
    this.#parts = parts
    this.#hooks = hooks
  }

  hello({ epoch, now }: { epoch: string; now: number }): void {
    this.#hooks.hello?.(now)
    this.#parts().cache.hello(epoch)
  }

  position(): Position {
    return this.#parts().cache.scopes.begin()
  }

  welcome(welcome: Welcome): void {
    const { cache, outbox, presence } = this.#parts()
    cache.welcome(welcome)
    outbox.resume()
    presence.resend()
    cache.stores.conversations.reads.resend()
  }

  event(event: ServerEvent): void {
    const { cache, presence, typing, signals } = this.#parts()
    if (event.type === 'synced') cache.scopes.synced(event)
    else if (event.type === 'gone') cache.gone(event.channelIds)
    else if (event.type === 'resync') this.#resync(event)
    else if (event.type === 'presence') presence.apply(event.users)
    else if (event.type === 'typing') typing.heard(event.channelId, event.userId, cache.stores.identity.self.get()?.user.id)
    else if ('rev' in event) cache.event(event)
    else if (event.type === 'seen') for (const hear of signals) hear(event)
  }

  /** Another sum than ours, with everything applied: something was lost in silence. A resume heals it, or else a new connection; more is not tried. */
  pong(pong: Pong): void {
    const { cache, connection } = this.#parts()
    const sum = cache.sum()
    if (sum === null) return
    this.#mismatches = sum === pong.sum ? 0 : this.#mismatches + 1
    if (this.#mismatches === 1) void connection.auth()
    if (this.#mismatches === 2) connection.reopen('Something was lost on the way')
  }

  closed(close: { code: number; reason: string }): void {
    this.#hooks.closed?.(close)
  }

  failed(error: Error): void {
    this.#hooks.failed?.(error)
  }

  #resync({ scope, channelId }: Resync): void {
    const { cache } = this.#parts()
    if (scope === 'all') cache.reset()
    else if (scope !== 'channel') cache.scopes.resync(scope)
    else if (channelId) void cache.refetch(channelId)
    if (scope === 'workspace') {
      cache.stores.users.refresh(true)
      cache.stores.groups.reset()
      cache.stores.resync()
    }
    if (scope === 'me') cache.stores.resync()
  }
}
