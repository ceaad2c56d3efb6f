import type { CommandName } from '@parley/protocol'
import { fresh, PASSWORD, type Person, startWorkspace } from '../harness.ts'
import { PIXEL } from '../pictures.ts'

export const SECRET = 'the chest lies under the third buoy'

/** Where something is that only its members may see. */
export interface Place {
  channelId: string
  messageId: string
  /** What hangs on the message. */
  threadId: string
  /** A message in that. */
  replyId: string
}
export const nowhere = (): Place => ({
  channelId: crypto.randomUUID(),
  messageId: crypto.randomUUID(),
  threadId: crypto.randomUUID(),
  replyId: crypto.randomUUID(),
})

/** Ada and Ben with a private channel, and everybody who has no business in it, administrators included. */
export async function startMatrix() {
  const { server, ada, ben, cleo } = await startWorkspace()
  const [dora, eli, fay] = [await server.register('Dora'), await server.register('Eli'), await server.register('Fay')]
  await ada.say('user.update', { userId: eli.id, role: 'guest' })
  await ada.say('user.update', { userId: fay.id, role: 'admin' })
  const people = { ada, ben, cleo, dora, eli, fay }

  const privateHarbour = async (): Promise<Place> => {
    const { channel } = await ada.say('channel.create', { kind: 'private', name: fresh('vault') })
    const channelId = channel.id
    await ada.say('member.add', { channelId, userIds: [ben.id, dora.id] })
    await ada.say('member.remove', { channelId, userId: dora.id })
    await ada.say('channel.update', { channelId, topic: SECRET })
    const { id: messageId } = await ben.say('message.send', {
      channelId,
      content: SECRET,
      poll: { options: [`${SECRET} 1`, `${SECRET} 2`] },
      priority: 'urgent',
    })
    const { channelId: threadId, id: replyId } = await ben.say('thread.reply', { messageId, content: SECRET })
    return { channelId, messageId, threadId, replyId }
  }
  const outsiders: [string, Person][] = [
    ['another person', cleo],
    ['an ex-member', dora],
    ['a guest', eli],
    ['an administrator who is not in it', fay],
  ]
  return { server, ...people, people, outsiders, privateHarbour }
}

export type People = Awaited<ReturnType<typeof startMatrix>>['people']

/** A valid body for each route that takes one, about that place. A new route without one fails here. */
export const bodiesOf = (people: People): Record<string, (at: Place) => object> => ({
  'POST /api/register': () => ({ name: 'Zoe', email: `${crypto.randomUUID()}@example.org`, password: PASSWORD }),
  'POST /api/login': () => ({ handle: 'ada', password: PASSWORD }),
  'POST /api/message': (at) => ({ content: 'x', channel: at.channelId }),
  'POST /api/logout': () => ({}),
  'PATCH /api/messages/:messageId': () => ({ content: 'mine now' }),
  'POST /api/messages/:messageId/forward': (at) => ({ channelId: at.channelId }),
  'PUT /api/messages/:messageId/pin': () => ({ on: true }),
  'PUT /api/messages/:messageId/reactions/:emoji': () => ({ on: true }),
  'PUT /api/messages/:messageId/vote': () => ({ choices: [0] }),
  'POST /api/messages/:messageId/close': () => ({}),
  'PUT /api/messages/:messageId/acknowledgement': () => ({}),
  'POST /api/channels': () => ({ kind: 'private', name: 'mine' }),
  'POST /api/channels/direct': () => ({ userIds: [people.ben.id] }),
  'PATCH /api/channels/:channelId': () => ({ topic: 'mine now' }),
  'POST /api/channels/:channelId/messages': () => ({ content: 'x' }),
  'POST /api/channels/:channelId/join': () => ({}),
  'POST /api/channels/:channelId/leave': () => ({}),
  'POST /api/channels/:channelId/members': () => ({ userIds: [people.cleo.id] }),
  'POST /api/channels/:channelId/read': () => ({ seq: 1 }),
  'POST /api/channels/:channelId/unread': () => ({ seq: 1 }),
  'POST /api/channels/:channelId/typing': () => ({}),
  'PATCH /api/channels/:channelId/membership': () => ({ muted: true }),
  'POST /api/read-all': () => ({}),
  'POST /api/messages/:messageId/thread': () => ({}),
  'POST /api/messages/:messageId/replies': () => ({ content: 'x' }),
  'POST /api/channels/:channelId/moved': (at) => ({ messageIds: [at.replyId] }),
  'POST /api/threads/:channelId/promote': () => ({ name: fresh('promoted'), kind: 'private' }),
  'PATCH /api/threads/:channelId': () => ({ resolved: true }),
  'POST /api/users/lookup': () => ({ userIds: [people.ada.id] }),
  'PATCH /api/users/:userId': () => ({ role: 'member' }),
  'PATCH /api/user': () => ({ name: 'Same' }),
  'POST /api/user/password': () => ({ current: 'a wrong one', password: 'another long password' }),
  'POST /api/sessions/revoke-others': () => ({}),
  'POST /api/groups': () => ({ handle: `crew-${crypto.randomUUID().slice(0, 8)}`, name: 'Crew', members: [] }),
  'PATCH /api/groups/:groupId': () => ({ name: 'Mine' }),
  'POST /api/emoji': () => ({ name: `e${crypto.randomUUID().slice(0, 8)}`, picture: PIXEL }),
  'PATCH /api/emoji/:emojiId': () => ({ aliases: [] }),
  'POST /api/schedules': (at) => ({ id: crypto.randomUUID(), channelId: at.channelId, content: 'x', at: Date.now() + 3_600_000 }),
  'PATCH /api/schedules/:scheduleId': () => ({ content: 'y' }),
  'POST /api/schedules/:scheduleId/send': () => ({}),
  'POST /api/reminders': (at) => ({ id: crypto.randomUUID(), messageId: at.messageId, at: Date.now() + 3_600_000 }),
  'PATCH /api/reminders/:reminderId': () => ({ done: true }),
  'PUT /api/messages/:messageId/saved': () => ({ state: 'todo' }),
  'PUT /api/channels/:channelId/draft': () => ({ content: 'half a sent' }),
  'POST /api/notifications/test': () => ({}),
  'POST /api/push': () => ({ endpoint: 'https://push.example/x', p256dh: 'x', auth: 'x' }),
  'POST /api/push/remove': () => ({ endpoint: 'https://push.example/x' }),
  'PATCH /api/user/preferences': () => ({ sound: true }),
  'PATCH /api/workspace': () => ({ name: 'Mine' }),
  'POST /api/invites': () => ({}),
  'POST /api/sync': (at) => ({ clocks: { [at.channelId]: 0 }, me: 0, workspace: 0 }),
  'POST /api/import': () => ({ source: 'x' }),
})

/** What a route asks in its address. */
export const queries: Record<string, (at: Place) => string> = {
  'GET /api/messages': (at) => `?channel=${at.channelId}`,
  'GET /api/search': () => '?q=chest',
  'GET /api/channels/:channelId/changes': () => '?clock=0',
}

/** A valid input for each command; a new command without one does not compile. */
export const inputsOf = (people: People) =>
  ({
    'message.send': ({ channelId }) => ({ channelId, content: 'x' }),
    'message.edit': ({ messageId }) => ({ messageId, content: 'x' }),
    'message.delete': ({ messageId }) => ({ messageId }),
    'message.get': ({ messageId }) => ({ messageId }),
    'message.forward': (at) => ({ messageId: at.messageId, channelId: at.channelId }),
    'message.edits': ({ messageId }) => ({ messageId }),
    'message.pin': ({ messageId }) => ({ messageId, on: true }),
    'message.pins': ({ channelId }) => ({ channelId }),
    'reaction.set': ({ messageId }) => ({ messageId, emoji: '👍', on: true }),
    'reaction.list': ({ messageId }) => ({ messageId, emoji: '👍' }),
    'message.seen': ({ messageId }) => ({ messageId }),
    'poll.vote': ({ messageId }) => ({ messageId, choices: [0] }),
    'poll.close': ({ messageId }) => ({ messageId }),
    'poll.votes': ({ messageId }) => ({ messageId }),
    'message.acknowledge': ({ messageId }) => ({ messageId }),
    'message.acknowledged': ({ messageId }) => ({ messageId }),
    'message.answer': ({ messageId }) => ({ messageId }),
    'message.page': ({ channelId }) => ({ channelId }),
    'channel.list': () => ({}),
    'channel.browse': () => ({}),
    'channel.get': ({ channelId }) => ({ channelId }),
    'channel.create': () => ({ kind: 'private', name: 'x' }),
    'channel.direct': () => ({ userIds: [people.ben.id] }),
    'channel.update': ({ channelId }) => ({ channelId, topic: 'x' }),
    'channel.join': ({ channelId }) => ({ channelId }),
    'channel.leave': ({ channelId }) => ({ channelId }),
    'channel.follow': ({ channelId }) => ({ channelId }),
    'channel.unfollow': () => ({}),
    'channel.sync': ({ channelId }) => ({ channelId, clock: 0 }),
    'channel.read': ({ channelId }) => ({ channelId, seq: 1 }),
    'channel.unread': ({ channelId }) => ({ channelId, seq: 1 }),
    'channel.seen': ({ channelId }) => ({ channelId }),
    'membership.update': ({ channelId }) => ({ channelId, muted: true }),
    'read.all': () => ({}),
    'thread.open': ({ messageId }) => ({ messageId }),
    'thread.reply': ({ messageId }) => ({ messageId, content: 'x' }),
    'thread.update': ({ threadId }) => ({ channelId: threadId, resolved: true }),
    'thread.promote': ({ threadId }) => ({ channelId: threadId, name: fresh('promoted'), kind: 'private' }),
    'message.move': ({ channelId, messageId }) => ({ messageIds: [messageId], channelId }),
    'message.target': ({ messageId }) => ({ messageId }),
    'thread.list': () => ({}),
    'member.list': ({ channelId }) => ({ channelId }),
    'member.add': ({ channelId }) => ({ channelId, userIds: [people.ben.id] }),
    'member.remove': ({ channelId }) => ({ channelId, userId: people.ben.id }),
    'user.list': () => ({}),
    'user.get': () => ({ userIds: [people.ada.id] }),
    'user.update': () => ({ userId: people.ben.id, role: 'owner' }),
    'profile.update': () => ({ name: 'Same' }),
    search: () => ({ q: 'chest' }),
    'session.list': () => ({}),
    'session.revoke': () => ({ sessionId: crypto.randomUUID() }),
    'session.revokeOthers': () => ({}),
    'password.change': () => ({ current: 'wrong', password: 'another long password' }),
    'group.list': () => ({}),
    'group.create': () => ({ handle: `crew-${crypto.randomUUID().slice(0, 8)}`, name: 'Crew', members: [] }),
    'group.update': () => ({ groupId: crypto.randomUUID(), name: 'Mine' }),
    'emoji.list': () => ({}),
    'emoji.add': () => ({ name: `e${crypto.randomUUID().slice(0, 8)}`, picture: PIXEL }),
    'emoji.change': () => ({ emojiId: crypto.randomUUID(), aliases: [] }),
    'emoji.remove': () => ({ emojiId: crypto.randomUUID() }),
    'mention.list': () => ({}),
    'mention.audience': ({ channelId }) => ({ channelId }),
    'later.list': () => ({ type: 'saved' }),
    'schedule.create': ({ channelId }) => ({ id: crypto.randomUUID(), channelId, content: 'x', at: Date.now() + 3_600_000 }),
    'schedule.update': () => ({ scheduleId: crypto.randomUUID(), content: 'y' }),
    'schedule.delete': () => ({ scheduleId: crypto.randomUUID() }),
    'schedule.send': () => ({ scheduleId: crypto.randomUUID() }),
    'reminder.create': ({ messageId }) => ({ id: crypto.randomUUID(), messageId, at: Date.now() + 3_600_000 }),
    'reminder.update': () => ({ reminderId: crypto.randomUUID(), done: true }),
    'reminder.delete': () => ({ reminderId: crypto.randomUUID() }),
    'saved.set': ({ messageId }) => ({ messageId, state: 'todo' }),
    'draft.set': ({ channelId }) => ({ channelId, content: 'half a sent' }),
    'notification.ways': () => ({}),
    'notification.why': ({ messageId }) => ({ messageId }),
    'reminder.why': () => ({ reminderId: crypto.randomUUID() }),
    'notification.log': () => ({}),
    'notification.test': () => ({}),
    'push.subscribe': () => ({ endpoint: 'https://push.example/x', p256dh: 'x', auth: 'x' }),
    'push.unsubscribe': () => ({ endpoint: 'https://push.example/x' }),
    'preferences.get': () => ({}),
    'preferences.update': () => ({ sound: true }),
    'workspace.update': () => ({ name: 'Mine' }),
    'invite.create': () => ({}),
    'invite.list': () => ({}),
    'invite.revoke': () => ({ inviteId: crypto.randomUUID() }),
    typing: ({ channelId }) => ({ channelId }),
    'presence.watch': () => ({ userIds: [people.ada.id] }),
    'presence.set': () => ({ state: 'online' }),
  }) satisfies Record<CommandName, (at: Place) => object> as Record<CommandName, (at: Place) => object>
