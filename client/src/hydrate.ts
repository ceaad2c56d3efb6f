import type { MessagePage, User } from '@parley/protocol'
import type { Scopes } from './scopes.ts'
import { type Snapshot, snapshotOf } from './snapshot.ts'
import type { Stores } from './stores.ts'

/** Newest rows kept of one channel, and of how many channels: those looked at last. */
const PAGE_ROWS = 60
const PAGES = 30
/** The most recently active conversations; the next welcome names the others. */
const HEADS = 300

/** Puts in place what was known before, as if its welcome had just come; the next `auth` resumes from its clocks. */
export function hydrate({ conversations, identity, timelines, users }: Stores, scopes: Scopes, snapshot: Snapshot): void {
  const { welcome, shows, pages } = snapshot
  identity.welcome(welcome)
  for (const user of snapshot.users) users.learn(user)
  for (const head of welcome.channels) conversations.head(head, welcome.me, shows[head.channel.id])
  const mine = pages.filter((page) => page.epoch === welcome.epoch && conversations.joined(page.channelId))
  scopes.hydrate(welcome, mine)
  for (const page of mine) {
    const timeline = timelines.take(page.channelId)
    timeline.restore(page)
    const newest = page.messages.at(-1)
    if (newest?.seq === page.lastSeq) conversations.message(newest)
    const known = conversations.get(page.channelId)
    if (known) timeline.cutBelow(Math.max(known.channel.firstSeq, known.membership?.fromSeq ?? 1))
  }
}

/** What is known now; null before the first welcome. No clock in it is ahead of the rows beside it. */
export function take(stores: Stores, scopes: Scopes): Snapshot | null {
  const { identity, conversations, timelines } = stores
  const self = identity.self.get()
  const standing = scopes.standing()
  if (!identity.greeted || !self || !standing) return null
  const { epoch, me } = standing
  const saved = conversations.saved().slice(0, HEADS)
  const ids = new Set(saved.map(({ head }) => head.channel.id))
  const pages = timelines.entries().flatMap(([channelId, timeline]): MessagePage[] => {
    const rows = timeline.newest(PAGE_ROWS)
    const clock = scopes.known(channelId)
    return rows && clock !== null && ids.has(channelId) ? [{ ...rows, channelId, clock, epoch }] : []
  })
  const channels = saved.map(({ head }) => head)
  const workspace = { ...self.workspace, clock: standing.workspace }
  const kept = { channels, pages: pages.slice(-PAGES) }
  return snapshotOf({
    welcome: { user: self.user, session: self.sessionId, epoch, channels, more: false, me, workspace, gone: [] },
    shows: Object.fromEntries(saved.map(({ head, shows }) => [head.channel.id, shows])),
    users: needed(stores.users.list(), kept),
    pages: kept.pages,
  })
}

/** Those whose names and faces these rows show. */
function needed(users: readonly User[], { channels, pages }: { channels: Snapshot['welcome']['channels']; pages: readonly MessagePage[] }): User[] {
  const ids = new Set(channels.flatMap(({ people, preview }) => [...people, ...(preview ? [preview.authorId] : [])]))
  for (const page of pages) for (const message of page.messages) ids.add(message.authorId)
  return users.filter((user) => ids.has(user.id))
}
