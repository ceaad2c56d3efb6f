import {
  type Channel,
  ChatError,
  type DurableEvent,
  type Group,
  type Head,
  type Member,
  type Membership,
  type Message,
  type MessagePage,
  type Reaction,
  type Read,
  type User,
  type Workspace,
} from '@parley/protocol'

interface Room {
  row: Channel
  clock: number
  messages: Message[]
  reactions: Map<string, Reaction>
  members: Map<string, { member: Member; membership: Membership }>
}

/** What the hub is told besides the rows. */
export type Notice =
  | { scope: string; event: DurableEvent }
  | { gone: { userId: string | 'strangers'; channelId: string } }
  | { joined: { userId: string; channelId: string } }
  | { left: { userId: string; channelId: string } }

const clone = <T>(value: T): T => structuredClone(value)
export const idOf = (kind: number, n: number): string => `${String(kind).padStart(8, '0')}-0000-7000-8000-${String(n).padStart(12, '0')}`

/** The rows of a server, as the design says they change. Test only. */
export class World {
  epoch = 'epoch-1'
  me = new Map<string, number>()
  workspaceClock = 1
  workspace: Workspace = { id: idOf(9, 1), name: 'Harbour', registration: 'open', defaultChannelId: idOf(2, 1), rev: 1 }
  users = new Map<string, User>()
  rooms = new Map<string, Room>()
  reads = new Map<string, Read>()
  /** One group that people come into and leave. */
  crew: Group = { id: idOf(5, 1), handle: 'crew', name: 'Crew', members: [], createdBy: idOf(1, 0), deleted: false, rev: 1 }
  setBack = new Map<string, number>()
  /** Ids as first sent: sending twice is sending once. */
  sent = new Map<string, { channelId: string; content: string; authorId: string }>()
  /** How often a known id was sent again. */
  repeats = 0
  listeners = new Set<(notice: Notice) => void>()
  #made = 0

  snapshot(): Partial<World> {
    const { me, workspaceClock, workspace, users, rooms, reads, crew, setBack, sent } = this
    return clone({ me, workspaceClock, workspace, users, rooms, reads, crew, setBack, sent })
  }
  /** A restored backup: back in time, under another epoch. */
  restore(snapshot: Partial<World>): void {
    Object.assign(this, clone(snapshot), { epoch: `${this.epoch}'` })
  }

  addUser(n: number, name: string): string {
    const id = idOf(1, n)
    this.users.set(id, {
      id,
      handle: name.toLowerCase(),
      name,
      kind: 'person',
      role: 'member',
      deactivated: false,
      createdAt: Date.now(),
      rev: ++this.workspaceClock,
    })
    this.me.set(id, 0)
    return id
  }
  addRoom(n: number, kind: Channel['kind'], people: readonly string[]): string {
    const id = idOf(2, n)
    const row: Channel = {
      id,
      kind,
      name: kind === 'direct' ? '' : `room-${n}`,
      topic: '',
      createdBy: null,
      createdAt: Date.now(),
      archivedAt: null,
      clock: 1,
      lastSeq: 0,
      firstSeq: 1,
      rev: 1,
    }
    this.rooms.set(id, { row, clock: 1, messages: [], reactions: new Map(), members: new Map() })
    for (const userId of people) this.join(userId, id)
    return id
  }

  room(channelId: string): Room {
    const room = this.rooms.get(channelId)
    if (!room) throw new ChatError('not_found', 'There is no such channel')
    return room
  }
  joined = (userId: string, channelId: string): boolean => this.rooms.get(channelId)?.members.get(userId)?.membership.joined ?? false
  mayRead = (userId: string, channelId: string): boolean => this.joined(userId, channelId) || this.rooms.get(channelId)?.row.kind === 'public'
  fromSeq = (userId: string, channelId: string): number =>
    this.joined(userId, channelId) ? (this.room(channelId).members.get(userId)?.membership.fromSeq ?? 1) : 1
  roomsOf = (userId: string): string[] => [...this.rooms.keys()].filter((id) => this.joined(userId, id))

  channel(channelId: string): Channel {
    const { row, clock, messages } = this.room(channelId)
    return clone({ ...row, clock, lastSeq: messages.length })
  }
  head(userId: string, channelId: string): Head {
    if (!this.mayRead(userId, channelId)) throw new ChatError('not_found', 'There is no such channel')
    const { messages, members, row } = this.room(channelId)
    const last = messages.at(-1)
    const membership = members.get(userId)?.membership
    const mine = membership?.joined ? clone(membership) : null
    const visible = last && !(mine && last.seq < mine.fromSeq)
    const readSeq = this.reads.get(userId + channelId)?.readSeq ?? 0
    const unread = mine ? messages.filter(({ seq }) => seq > readSeq && seq >= mine.fromSeq) : []
    const mentions = unread.filter((message) => message.authorId !== userId && this.#isFor(userId, message)).map(({ seq }) => seq)
    return {
      channel: this.channel(channelId),
      membership: mine,
      readSeq,
      ...(mentions.length > 0 && { mentions }),
      preview: visible ? { authorId: last.authorId, text: [...last.content].slice(0, 200).join(''), createdAt: last.createdAt } : null,
      people: row.kind === 'direct' ? [...members.keys()].sort() : [],
    }
  }

  send(authorId: string, channelId: string, content: string, id = idOf(3, ++this.#made)): Message {
    const known = this.sent.get(id)
    const room = this.room(channelId)
    const repeat = room.messages.find((message) => message.id === id)
    if (known && repeat && known.content === content && known.authorId === authorId) {
      this.repeats++
      return clone(repeat)
    }
    if (known) throw new ChatError('conflict', 'This id was used')
    if (!this.joined(authorId, channelId)) throw new ChatError('not_found', 'There is no such channel, or you are not in it')
    this.sent.set(id, { channelId, content, authorId })
    const message: Message = {
      id,
      channelId,
      seq: room.messages.length + 1,
      rev: 0,
      authorId,
      kind: 'text',
      content,
      version: 1,
      createdAt: Date.now(),
      editedAt: null,
      deleted: false,
      replyTo: null,
      refId: null,
      files: [],
      meta: null,
      ...this.#named(content),
    }
    room.messages.push(message)
    this.#message(room, message)
    this.#raise(authorId, channelId, message.seq)
    return clone(message)
  }
  edit(channelId: string, seq: number, content: string): Message {
    const message = this.room(channelId).messages[seq - 1]
    if (!message || message.deleted) throw new ChatError('conflict', 'It was deleted')
    delete message.mentions
    Object.assign(message, { content, ...this.#named(content), version: message.version + 1, editedAt: Date.now() })
    return this.#message(this.room(channelId), message)
  }
  delete(channelId: string, seq: number): Message {
    const message = this.room(channelId).messages[seq - 1]
    if (!message) throw new ChatError('not_found', 'There is no such message')
    delete message.mentions
    Object.assign(message, { content: '', deleted: true })
    return this.#message(this.room(channelId), message)
  }

  react(userId: string, channelId: string, seq: number, emoji: string, on: boolean): Reaction {
    const room = this.room(channelId)
    const message = room.messages[seq - 1]
    if (!message || message.deleted) throw new ChatError('conflict', 'It was deleted')
    const key = `${message.id} ${emoji} ${userId}`
    const known = room.reactions.get(key)
    const count = this.#having(room, message.id, emoji).length
    if ((known?.on ?? false) === on) return clone(known ?? { channelId, messageId: message.id, emoji, userId, on, count, rev: 0 })
    const reaction = { channelId, messageId: message.id, emoji, userId, on, count: count + (on ? 1 : -1), rev: ++room.clock }
    room.reactions.set(key, reaction)
    this.#tell({ scope: channelId, event: { type: 'reaction.changed', channelId, rev: reaction.rev, reaction: clone(reaction) } })
    return clone(reaction)
  }
  /** The first name alone is told with each emoji, and who reads. */
  tallies(userId: string, channelId: string, messages: readonly Message[]): Required<Pick<MessagePage, 'reactions' | 'mine'>> {
    const room = this.room(channelId)
    const kinds = messages.flatMap(({ id, deleted }) =>
      deleted
        ? []
        : [...new Set([...room.reactions.values()].flatMap(({ messageId, emoji }) => (messageId === id ? emoji : [])))].map((emoji) => ({
            messageId: id,
            emoji,
          })),
    )
    const all = kinds.map((kind) => ({ ...kind, having: this.#having(room, kind.messageId, kind.emoji) })).filter(({ having }) => having.length > 0)
    return {
      reactions: all.map(({ messageId, emoji, having }) => ({ messageId, emoji, count: having.length, userIds: having.slice(0, 1) })),
      mine: all.flatMap(({ messageId, emoji, having }) => (having.indexOf(userId) > 0 ? { messageId, emoji } : [])),
    }
  }
  #having = (room: Room, messageId: string, emoji: string): string[] =>
    [...room.reactions.values()]
      .filter((row) => row.messageId === messageId && row.emoji === emoji && row.on)
      .sort((a, b) => a.rev - b.rev)
      .map((row) => row.userId)

  join(userId: string, channelId: string, fromSeq = 1): void {
    if (this.joined(userId, channelId)) return
    this.#tell({ joined: { userId, channelId } })
    this.#member(userId, channelId, true, fromSeq)
    this.#raise(userId, channelId, this.room(channelId).messages.length)
  }
  leave(userId: string, channelId: string): void {
    if (!this.joined(userId, channelId)) return
    this.#tell({ left: { userId, channelId } })
    if (this.room(channelId).row.kind !== 'public') this.#tell({ gone: { userId, channelId } })
    this.#member(userId, channelId, false, this.fromSeq(userId, channelId))
  }
  shape(channelId: string, change: Partial<Pick<Channel, 'kind' | 'topic'>>): void {
    const room = this.room(channelId)
    if (change.kind === 'private' && room.row.kind === 'public') this.#tell({ gone: { userId: 'strangers', channelId } })
    Object.assign(room.row, change, { rev: ++room.clock })
    this.#tell({ scope: channelId, event: { type: 'channel.changed', channelId, rev: room.clock, channel: this.channel(channelId) } })
  }
  profile(userId: string, name: string): void {
    const user = this.users.get(userId)
    if (!user) throw new Error('Nobody of that id')
    Object.assign(user, { name, rev: ++this.workspaceClock })
    this.#tell({ scope: 'workspace', event: { type: 'user.changed', rev: user.rev, user: clone(user) } })
  }
  regroup(members: string[]): void {
    this.crew = { ...this.crew, members, rev: ++this.workspaceClock }
    this.#tell({ scope: 'workspace', event: { type: 'group.changed', rev: this.crew.rev, group: clone(this.crew) } })
  }
  read(userId: string, channelId: string, seq: number, urev: number | undefined): Read {
    const known = this.reads.get(userId + channelId) ?? { channelId, readSeq: 0, rev: 0 }
    if (urev !== undefined && (this.setBack.get(userId + channelId) ?? 0) > urev) return clone(known)
    return this.#raise(userId, channelId, Math.min(seq, this.room(channelId).messages.length))
  }
  unread(userId: string, channelId: string, seq: number): Read {
    const read = this.#read(userId, channelId, Math.max(0, Math.min(seq - 1, this.room(channelId).messages.length)))
    this.setBack.set(userId + channelId, read.rev)
    return read
  }

  /** The changed rows of a channel above a clock. */
  since(userId: string, channelId: string, clock: number): DurableEvent[] {
    const { messages, reactions, members, row } = this.room(channelId)
    const from = this.fromSeq(userId, channelId)
    const events: DurableEvent[] = messages
      .filter((message) => message.seq >= from)
      .map((message) => ({ type: 'message.changed', channelId, rev: message.rev, message: clone(message) }))
    const old = new Set(messages.flatMap(({ id, seq }) => (seq < from ? id : [])))
    for (const reaction of reactions.values())
      if (!old.has(reaction.messageId)) events.push({ type: 'reaction.changed', channelId, rev: reaction.rev, reaction: clone(reaction) })
    for (const { member } of members.values()) events.push({ type: 'member.changed', channelId, rev: member.rev, member: clone(member) })
    events.push({ type: 'channel.changed', channelId, rev: row.rev, channel: this.channel(channelId) })
    return above(events, clock)
  }
  ownSince(userId: string, clock: number): DurableEvent[] {
    const memberships = [...this.rooms.values()].flatMap(({ members }) => members.get(userId)?.membership ?? [])
    const reads = [...this.reads].filter(([key]) => key.startsWith(userId)).map(([, read]) => read)
    return above(
      [
        ...memberships.map((membership) => ({ type: 'membership.changed' as const, rev: membership.rev, membership: clone(membership) })),
        ...reads.map((read) => ({ type: 'read.changed' as const, rev: read.rev, read: clone(read) })),
      ],
      clock,
    )
  }
  workspaceSince(clock: number): DurableEvent[] {
    const users = [...this.users.values()].map((user) => ({ type: 'user.changed' as const, rev: user.rev, user: clone(user) }))
    return above([...users, { type: 'group.changed' as const, rev: this.crew.rev, group: clone(this.crew) }], clock)
  }

  /** `@name`, `@crew` and `@channel` in the words. */
  #named(content: string): Pick<Message, 'mentions'> {
    const people = [...this.users.values()].filter(({ handle }) => content.includes(`@${handle}`)).map(({ id }) => id)
    const mentions = [...people, ...(content.includes('@crew') ? [this.crew.id] : []), ...(content.includes('@channel') ? ['channel'] : [])]
    return mentions.length > 0 ? { mentions } : {}
  }
  #isFor = (userId: string, { mentions = [] }: Message): boolean =>
    mentions.some((target) => target === userId || target === 'channel' || (target === this.crew.id && this.crew.members.includes(userId)))

  #message(room: Room, message: Message): Message {
    message.rev = ++room.clock
    this.#tell({ scope: room.row.id, event: { type: 'message.changed', channelId: room.row.id, rev: message.rev, message: clone(message) } })
    return clone(message)
  }
  #raise(userId: string, channelId: string, seq: number): Read {
    const known = this.reads.get(userId + channelId) ?? { channelId, readSeq: 0, rev: 0 }
    return known.readSeq >= seq ? clone(known) : this.#read(userId, channelId, seq)
  }
  #read(userId: string, channelId: string, readSeq: number): Read {
    const read = { channelId, readSeq, rev: this.#tick(userId) }
    this.reads.set(userId + channelId, read)
    this.#tell({ scope: userId, event: { type: 'read.changed', rev: read.rev, read: clone(read) } })
    return clone(read)
  }
  #member(userId: string, channelId: string, joined: boolean, fromSeq: number): void {
    const room = this.room(channelId)
    const member: Member = { channelId, userId, role: 'member', joined, atSeq: room.messages.length, at: Date.now(), rev: ++room.clock }
    const membership: Membership = {
      channelId,
      joined,
      role: 'member',
      fromSeq,
      level: 'all',
      muted: false,
      favourite: false,
      section: '',
      rev: this.#tick(userId),
    }
    room.members.set(userId, { member, membership })
    this.#tell({ scope: channelId, event: { type: 'member.changed', channelId, rev: member.rev, member: clone(member) } })
    this.#tell({ scope: userId, event: { type: 'membership.changed', rev: membership.rev, membership: clone(membership) } })
  }
  #tick(userId: string): number {
    const clock = (this.me.get(userId) ?? 0) + 1
    this.me.set(userId, clock)
    return clock
  }
  #tell(notice: Notice): void {
    for (const listener of this.listeners) listener(clone(notice))
  }
}

const above = (events: DurableEvent[], clock: number): DurableEvent[] => events.filter((event) => event.rev > clock).sort((a, b) => a.rev - b.rev)
