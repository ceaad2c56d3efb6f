import type { User } from '@parley/protocol'

/** Who is asking. Made once, at the edge, from a session; passed first, everywhere. */
export interface Actor {
  readonly userId: string
  readonly sessionId: string
  readonly user: User
}
