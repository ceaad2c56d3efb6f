import type { Answer, CommandName, DurableEvent, Group, Head, Member, Message, Preferences, Reaction, User, Workspace } from '@parley/protocol'

/** Where rows of each kind go, whichever way they came: live, by replay, or in an answer. */
export interface RowStores {
  message(row: Message): void
  reaction(row: Reaction): void
  channel(row: Head['channel']): void
  member(row: Member): void
  membership(row: NonNullable<Head['membership']>): void
  read(row: Answer<'channel.read'>): void
  preferences(row: Preferences): void
  group(row: Group): void
  user(row: User): void
  workspace(row: Workspace): void
  head(head: Head): void
}

/** An event's row. */
export function applyEvent(stores: RowStores, event: DurableEvent): void {
  switch (event.type) {
    case 'message.changed':
      return stores.message(event.message)
    case 'reaction.changed':
      return stores.reaction(event.reaction)
    case 'channel.changed':
      return stores.channel(event.channel)
    case 'member.changed':
      return stores.member(event.member)
    case 'membership.changed':
      return stores.membership(event.membership)
    case 'read.changed':
      return stores.read(event.read)
    case 'preferences.changed':
      return stores.preferences(event.preferences)
    case 'later.changed':
      return // Kept by who asks for it: `Laters`.
    case 'emoji.changed':
      return // Likewise: `Emojis`.
    case 'user.changed':
      return stores.user(event.user)
    case 'group.changed':
      return stores.group(event.group)
    case 'workspace.changed':
      return stores.workspace(event.workspace)
    default:
      return unknown(event)
  }
}

type Absorb = { [N in CommandName]?: (stores: RowStores, answer: Answer<N>) => void }

/** Answers that hold rows: a caller finds what it wrote in place when its promise resolves. */
const absorbs: Absorb = {
  'message.send': (stores, message) => stores.message(message),
  'message.edit': (stores, message) => stores.message(message),
  'message.delete': (stores, message) => stores.message(message),
  'message.pin': (stores, message) => stores.message(message),
  'message.forward': (stores, message) => stores.message(message),
  'reaction.set': (stores, reaction) => stores.reaction(reaction),
  'channel.get': (stores, head) => stores.head(head),
  'channel.create': (stores, head) => stores.head(head),
  'channel.direct': (stores, head) => stores.head(head),
  'channel.join': (stores, head) => stores.head(head),
  'channel.follow': (stores, head) => stores.head(head),
  'channel.list': (stores, { channels }) => {
    for (const head of channels) stores.head(head)
  },
  'channel.update': (stores, channel) => stores.channel(channel),
  'channel.read': (stores, read) => stores.read(read),
  'channel.unread': (stores, read) => stores.read(read),
  'read.all': (stores, { reads }) => {
    for (const read of reads) stores.read(read)
  },
  'message.move': (stores, { messages }) => {
    for (const message of messages) stores.message(message)
  },
  'thread.promote': (stores, head) => stores.head(head),
  'thread.open': (stores, head) => stores.head(head),
  'thread.reply': (stores, message) => stores.message(message),
  'thread.update': (stores, channel) => stores.channel(channel),
  'membership.update': (stores, membership) => stores.membership(membership),
  'member.add': (stores, { members }) => {
    for (const member of members) stores.member(member)
  },
  'member.remove': (stores, member) => stores.member(member),
  'group.create': (stores, group) => stores.group(group),
  'group.update': (stores, group) => stores.group(group),
  'preferences.get': (stores, preferences) => stores.preferences(preferences),
  'preferences.update': (stores, preferences) => stores.preferences(preferences),
  'user.update': (stores, user) => stores.user(user),
  'profile.update': (stores, user) => stores.user(user),
  'workspace.update': (stores, workspace) => stores.workspace(workspace),
}

export function applyAnswer<N extends CommandName>(stores: RowStores, name: N, answer: Answer<N>): void {
  const absorb: Absorb[N] = absorbs[name]
  absorb?.(stores, answer)
}

/** A newer server may say more than this client knows: that is ignored. */
function unknown(event: never): void {
  void event
}
