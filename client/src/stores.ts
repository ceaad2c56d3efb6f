import type {
  CommandInput,
  DurableEvent,
  Group,
  Head,
  Member,
  Membership,
  Message,
  MessagePage,
  Preferences,
  Reaction,
  Read,
  User,
  Workspace,
} from '@parley/protocol'
import { Conversations } from './conversations.ts'
import { Directory } from './directory.ts'
import { Groups } from './groups.ts'
import { Members } from './members.ts'
import { Own } from './own.ts'
import type { Call } from './requests.ts'
import { applyEvent, type RowStores } from './rows.ts'
import { Identity } from './self.ts'
import { Shelf } from './shelf.ts'
import { Timeline } from './timeline.ts'

/** What the stores need of the rest, and tell it. */
export interface StoreEvents {
  call: Call
  page(input: CommandInput<'message.page'>): Promise<MessagePage>
  /** A message's row came, before it is put in place. */
  row(message: Message): void
  /** A timeline was made: its unsent messages belong in it. */
  made(channelId: string, timeline: Timeline): void
  head(head: Head): void
  /** I am a member now, perhaps of a channel whose head is not known; */
  joined(channelId: string): void
  /** What counts as mentioning me has changed here: only the server can count afresh. */
  recount(channelId: string): void
  /** or I am one no longer. */
  left(channelId: string): void
}

/** The most conversations that are counted afresh at once; the others are with the next welcome. */
const RECOUNTED = 50

/** Every row this client keeps, in its place. */
export class Stores implements RowStores {
  readonly #events: StoreEvents
  readonly conversations: Conversations
  readonly users: Directory
  readonly groups: Groups
  readonly identity: Identity
  readonly preferred: Own<Preferences>
  /** Hear every row that comes as an event, also those that nothing here keeps; null: what was heard no longer counts, read it afresh. */
  readonly listeners = new Set<(event: DurableEvent | null) => void>()
  readonly timelines: Shelf<Timeline>
  readonly members: Shelf<Members>

  constructor(events: StoreEvents) {
    this.#events = events
    this.groups = new Groups(events.call, () => this.identity.self.get()?.user.id, {
      known: () => this.conversations.regrouped(),
      moved: () => this.#regroup(),
    })
    this.conversations = new Conversations(events.call, this.groups)
    this.users = new Directory(events.call)
    this.identity = new Identity(this.users)
    this.preferred = new Own(() => events.call('preferences.get', {}))
    this.members = new Shelf((channelId) => new Members(channelId, events.call))
    this.timelines = new Shelf((channelId) => this.#timeline(channelId))
  }

  /** A row, whichever way it came. */
  apply(event: DurableEvent): void {
    applyEvent(this, event)
    if ('channelId' in event) this.conversations.reached(event.channelId, event.rev)
    this.#tell(event)
  }

  head(head: Head): void {
    this.#events.head(head)
  }

  message(row: Message): void {
    this.#events.row(row)
    this.timelines.get(row.channelId)?.apply(row)
    this.conversations.message(row)
  }

  reaction(row: Reaction): void {
    this.timelines.get(row.channelId)?.react(row)
  }

  channel(row: Head['channel']): void {
    this.conversations.channel(row)
    this.timelines.get(row.id)?.cutBelow(row.firstSeq)
  }

  member(row: Member): void {
    this.members.get(row.channelId)?.apply(row)
  }

  membership(row: Membership): void {
    const was = this.conversations.joined(row.channelId)
    this.conversations.membership(row)
    if (this.conversations.joined(row.channelId)) {
      this.timelines.get(row.channelId)?.cutBelow(row.fromSeq)
      this.#events.joined(row.channelId)
    } else if (was) this.#events.left(row.channelId)
  }

  read(row: Read): void {
    const { reads } = this.conversations
    const before = reads.confirmed(row.channelId)
    reads.apply(row)
    // What mentions me below the old mark was forgotten.
    if (reads.confirmed(row.channelId) < before) this.#events.recount(row.channelId)
  }

  preferences(row: Preferences): void {
    this.preferred.apply(row)
  }

  group(row: Group): void {
    this.groups.apply(row)
  }

  user(row: User): void {
    this.identity.user(row)
  }

  workspace(row: Workspace): void {
    this.identity.workspace(row)
  }

  /** Messages or people of this channel are kept, or on their way. */
  holdsRows(channelId: string): boolean {
    return this.#of(channelId).some((kept) => kept.holdsRows)
  }

  /** Forgets a channel's rows. */
  drop(channelId: string): void {
    for (const kept of this.#of(channelId)) kept.drop()
  }

  /** Forgets them, and refuses those on their way. */
  reset(channelId: string): void {
    for (const kept of this.#of(channelId)) kept.reset()
  }

  /** Reads again what somebody looks at and is not there. */
  reload(channelId: string): void {
    for (const kept of this.#of(channelId)) if (kept.watched && !kept.holdsRows) kept.reload()
  }

  /** Another history: nothing counts any more. */
  clear(): void {
    this.identity.reset()
    this.conversations.clear()
    this.groups.reset()
    this.resync()
    for (const [, kept] of this.kept()) kept.reset()
  }

  /** Rows were not told, of my own or of what nothing here keeps. */
  resync(): void {
    this.preferred.reset()
    this.#tell(null)
  }

  kept(): [string, Timeline | Members][] {
    return [...this.timelines.entries(), ...this.members.entries()]
  }

  #tell(event: DurableEvent | null): void {
    for (const hear of this.listeners) hear(event)
  }

  /** I am in another group, or in one less. */
  #regroup(): void {
    const unread = this.conversations.list.get().filter((one) => one.unread > 0)
    for (const { channel } of unread.slice(0, RECOUNTED)) this.#events.recount(channel.id)
  }

  #of(channelId: string): (Timeline | Members)[] {
    return [this.timelines.get(channelId), this.members.get(channelId)].filter((kept) => kept !== undefined)
  }

  #timeline(channelId: string): Timeline {
    const timeline = new Timeline(
      channelId,
      (input) => this.#events.page(input),
      () => this.identity.self.get()?.user.id ?? '',
    )
    this.#events.made(channelId, timeline)
    return timeline
  }
}
