import type { DurableEvent } from '@parley/protocol'

/** What a commit has to tell, in the order of the clocks. The store hands it out after the fsync, never before. */
export type Change =
  | { to: 'channel'; channelId: string; event: DurableEvent }
  | { to: 'user'; userId: string; event: DurableEvent }
  | { to: 'workspace'; event: DurableEvent }
  /** From here on this person hears the channel; */
  | { to: 'hub'; joined: { channelId: string; userId: string; clock: number } }
  /** from here on no more. `readable`: a public channel that one left may still be opened. */
  | { to: 'hub'; left: { channelId: string; userId: string; readable: boolean } }
  /** A channel became private: whoever only looked at it is let go. */
  | { to: 'hub'; closed: { channelId: string } }
  /** The next event is of a thread, whose readers were those of its channel at this clock of it: who has not heard that far reads the row. */
  | { to: 'hub'; under: { channelId: string; clock: number } }
  /** A guest may look at nothing they are not a member of. */
  | { to: 'hub'; confined: { userId: string } }
  | { to: 'hub'; signedOut: { userId: string; sessionIds: readonly string[] | 'all' } }
  /** Something is to be done then. For the process that committed it: others ask the store. */
  | { to: 'jobs'; dueAt: number }
