import type { Accounts } from './accounts.ts'
import type { Channels } from './channels.ts'
import type { CustomEmojis } from './emoji.ts'
import type { Groups } from './groups.ts'
import type { Invites } from './invites.ts'
import type { Later } from './later.ts'
import type { Messages } from './messages.ts'
import type { Leaving } from './notify/leaving.ts'
import type { Notices } from './notify/notices.ts'
import type { Openings } from './openings.ts'
import type { People } from './people.ts'
import type { Presence } from './presence.ts'
import type { Rates } from './rates.ts'
import type { Reads } from './reads.ts'
import type { Sync } from './sync.ts'
import type { Threads } from './threads.ts'
import type { Typing } from './typing.ts'

/** What can happen, as both edges see it. */
export interface Services {
  readonly accounts: Accounts
  readonly channels: Channels
  readonly emoji: CustomEmojis
  readonly groups: Groups
  readonly invites: Invites
  readonly later: Later
  readonly leaving: Leaving
  readonly messages: Messages
  readonly notices: Notices
  readonly openings: Openings
  readonly people: People
  readonly presence: Presence
  readonly rates: Rates
  readonly reads: Reads
  readonly sync: Sync
  readonly threads: Threads
  readonly typing: Typing
}
