import type { Conversation } from '@parley/client'
import type { User, Workspace } from '@parley/protocol'

type Lookup = (userId: string) => User | undefined

/** The people of a direct conversation but oneself; oneself when alone. */
export function othersIn(conversation: Conversation, myId: string): readonly string[] {
  const others = conversation.people.filter((id) => id !== myId)
  return others.length > 0 ? others : conversation.people.slice(0, 1)
}

/** What a conversation is called: a channel by its name, a direct one by its people. */
export function conversationName(conversation: Conversation, myId: string, lookup: Lookup): string {
  if (conversation.channel.kind !== 'direct') return conversation.channel.name
  const others = othersIn(conversation, myId)
  if (others.length === 1) return lookup(others[0] ?? '')?.name ?? '…'
  return others.map((id) => (lookup(id)?.name ?? '…').split(' ')[0]).join(', ')
}

/** The same with the sign that tells channels from people. */
export function signedName(conversation: Conversation, name: string): string {
  return conversation.channel.kind === 'direct' ? name : `#${name}`
}

/** Whether two states of a conversation are called, drawn and sorted alike: its clock and its last message may differ. */
export const looksAlike = (a: Conversation, b: Conversation): boolean =>
  a.channel.id === b.channel.id &&
  a.channel.rev === b.channel.rev &&
  a.unread === b.unread &&
  a.mentions === b.mentions &&
  a.people === b.people &&
  a.membership === b.membership

export const isDirect = (conversation: Conversation): boolean => conversation.channel.kind === 'direct'
export const isMine = (conversation: Conversation): boolean => conversation.membership?.joined === true

const byLanguage = new Intl.Collator()

/** Channels by name, direct conversations as the client orders them: most recently active first. */
export function sections(all: readonly Conversation[]): { channels: Conversation[]; directs: Conversation[] } {
  const mine = all.filter((one) => isMine(one) && one.channel.archivedAt === null && one.channel.kind !== 'thread')
  const channels = mine.filter((one) => !isDirect(one)).sort((a, b) => byLanguage.compare(a.channel.name, b.channel.name))
  return { channels, directs: mine.filter(isDirect) }
}

/** Where somebody begins who was nowhere yet: the default channel, whatever it is called. */
export function homeOf(all: readonly Conversation[], { defaultChannelId }: Workspace): Conversation | undefined {
  const { channels, directs } = sections(all)
  return channels.find((one) => one.channel.id === defaultChannelId) ?? channels[0] ?? directs[0]
}

/** May this person change the channel itself? The server decides; this only hides what it would refuse. */
export function mayAdminister(conversation: Conversation, me: User): boolean {
  if (isDirect(conversation)) return false
  return conversation.membership?.role === 'owner' || isAdmin(me)
}

/** May this person write in it? */
export const mayWrite = (conversation: Conversation, me: User): boolean =>
  isMine(conversation) && conversation.channel.archivedAt === null && (!conversation.channel.posting || mayAdminister(conversation, me))

export const isAdmin = (user: User): boolean => user.role === 'owner' || user.role === 'admin'
