import type { IncomingMessage } from 'node:http'
import type { Actor } from '../models/actor.ts'

/** Who comes in, as the program judges it for every edge alike. */
export interface Door {
  /** The peer's address, or what a trusted proxy says of it. */
  addressOf(request: IncomingMessage): string
  /** Whoever a bearer header or an allowed page's cookie signs in. Throws `unauthenticated` or `forbidden`; undefined: a visitor. */
  whoUpgrades(request: IncomingMessage, address: string): Promise<Actor | undefined>
}
