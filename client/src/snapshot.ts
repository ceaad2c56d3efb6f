import { type MessagePage, PROTOCOL_VERSION, type User, type Welcome } from '@parley/protocol'

/** Goes up when an older client's snapshot can no longer be read. */
const FORMAT = 1

/** Which message a head's preview shows, and as of which rev. */
export interface Shown {
  seq: number
  rev: number
}

/** What was known at one moment, in the words of the wire: enough to show everything at once, and to resume from its clocks. */
export interface Snapshot {
  format: typeof FORMAT
  protocol: number
  /** Who I am, my conversations, and the clocks they were true at. */
  welcome: Welcome
  /** Channel id → what its preview shows; a channel left out shows the newest message of its head's own clock. */
  shows: Record<string, Shown>
  users: User[]
  /** Of each channel at most one, complete up to its clock. */
  pages: MessagePage[]
}

/** What was kept may be of another version, or damaged: then it is of no use. The rows in it are taken on trust, as on the wire. */
export function isSnapshot(value: unknown): value is Snapshot {
  if (typeof value !== 'object' || value === null) return false
  const { format, protocol, welcome, shows, users, pages } = value as Partial<Snapshot>
  const lists = [users, pages, welcome?.channels].every(Array.isArray)
  const clocks = [welcome?.me, welcome?.workspace?.clock].every(Number.isSafeInteger)
  const names = [welcome?.epoch, welcome?.user?.id, welcome?.workspace?.defaultChannelId].every((name) => typeof name === 'string')
  return format === FORMAT && protocol === PROTOCOL_VERSION && lists && clocks && names && typeof shows === 'object' && shows !== null
}

export const snapshotOf = (parts: Pick<Snapshot, 'welcome' | 'users' | 'pages'> & { shows?: Snapshot['shows'] }): Snapshot => ({
  format: FORMAT,
  protocol: PROTOCOL_VERSION,
  shows: {},
  ...parts,
})

/**
 * Both together, where they are of one history and one person; else the fresh one alone. The lower clocks count, so that what
 * either of them missed is asked for; of two pages of a channel the later one is kept.
 */
export function merged(fresh: Snapshot, kept: Snapshot | null): Snapshot {
  if (!kept || kept.welcome.epoch !== fresh.welcome.epoch || kept.welcome.user.id !== fresh.welcome.user.id) return fresh
  const [newer, older] = kept.welcome.me > fresh.welcome.me ? [kept, fresh] : [fresh, kept]
  const listed = new Set(fresh.welcome.channels.map((head) => head.channel.id))
  const stillMine = (channelId: string): boolean => newer === kept || fresh.welcome.more || listed.has(channelId)
  const channels = [...newer.welcome.channels, ...older.welcome.channels].filter((head) => stillMine(head.channel.id))
  const workspace = kept.welcome.workspace.clock < fresh.welcome.workspace.clock ? kept.welcome.workspace : fresh.welcome.workspace
  return snapshotOf({
    welcome: { ...newer.welcome, channels, workspace, me: older.welcome.me },
    shows: kept.shows,
    users: [...fresh.users, ...kept.users],
    pages: latest([...fresh.pages, ...kept.pages.filter((page) => stillMine(page.channelId))]),
  })
}

function latest(pages: readonly MessagePage[]): MessagePage[] {
  const byChannel = new Map<string, MessagePage>()
  for (const page of pages) if (page.clock > (byChannel.get(page.channelId)?.clock ?? -1)) byChannel.set(page.channelId, page)
  return [...byChannel.values()]
}
