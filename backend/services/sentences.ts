import type { Answer, Command, CommandName } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import type { Services } from './index.ts'

/** What only a connection can be told: what it follows and whom it watches. */
export type ConnectionCommand = 'channel.follow' | 'channel.unfollow' | 'presence.watch' | 'presence.set'

/** Who asks, from where. */
export interface Caller extends Actor {
  readonly address: string
}

type Sentences = { [N in Exclude<CommandName, ConnectionCommand>]: (say: Services, me: Caller, input: Command<N>) => Promise<Answer<N>> }

/** Everything that may be asked and the one service sentence that answers it, the same for REST and for the socket. */
export const sentences: Sentences = {
  'message.send': (say, me, draft) => say.messages.send(me, draft),
  'message.edit': (say, me, input) => say.messages.edit(me, input),
  'message.delete': (say, me, { messageId }) => say.messages.remove(me, messageId),
  'message.get': (say, me, { messageId }) => say.messages.get(me, messageId),
  'message.forward': (say, me, input) => say.messages.forward(me, input),
  'message.edits': (say, me, { messageId }) => say.messages.edits(me, messageId),
  'message.pin': (say, me, input) => say.messages.pin(me, input),
  'message.pins': (say, me, { channelId }) => say.messages.pins(me, channelId),
  'reaction.set': (say, me, input) => say.messages.react(me, input),
  'reaction.list': (say, me, input) => say.messages.reactions(me, input),
  'message.seen': (say, me, { messageId }) => say.reads.seenBy(me, messageId),
  'poll.vote': (say, me, input) => say.messages.vote(me, input),
  'poll.close': (say, me, { messageId }) => say.messages.closePoll(me, messageId),
  'poll.votes': (say, me, input) => say.messages.votes(me, input),
  'message.acknowledge': (say, me, { messageId }) => say.messages.acknowledge(me, messageId),
  'message.acknowledged': (say, me, input) => say.messages.acknowledged(me, input),
  'message.answer': (say, me, { messageId }) => say.messages.answer(me, messageId),
  'message.page': (say, me, input) => say.messages.page(me, input),

  'channel.list': (say, me, { cursor }) => say.channels.list(me, cursor),
  'channel.browse': (say, me, input) => say.channels.browse(me, input),
  'channel.get': (say, me, { channelId }) => say.channels.get(me, channelId),
  'channel.create': (say, me, input) => say.channels.create(me, input),
  'channel.direct': (say, me, { userIds }) => say.channels.direct(me, userIds),
  'channel.update': (say, me, input) => say.channels.update(me, input),
  'channel.join': (say, me, { channelId }) => say.channels.join(me, channelId),
  'channel.leave': async (say, me, { channelId }) => {
    await say.channels.remove(me, channelId, me.userId)
    return {}
  },
  'channel.sync': (say, me, input) => say.sync.channel(me, input),
  'channel.read': (say, me, input) => say.reads.raise(me, input),
  'channel.unread': (say, me, input) => say.reads.setBack(me, input),
  'channel.seen': (say, me, { channelId }) => say.reads.seenIn(me, channelId),
  'read.all': (say, me) => say.reads.all(me),

  'message.move': (say, me, input) => say.messages.move(me, input),
  'message.target': (say, me, { messageId }) => say.messages.target(me, messageId),
  'thread.promote': (say, me, input) => say.threads.promote(me, input),
  'thread.open': (say, me, input) => say.threads.open(me, input),
  'thread.reply': (say, me, input) => say.threads.reply(me, input),
  'thread.update': (say, me, input) => say.threads.update(me, input),
  'thread.list': (say, me, input) => say.threads.list(me, input),

  'membership.update': (say, me, input) => say.channels.arrange(me, input),

  'member.list': (say, me, input) => say.channels.members(me, input),
  'member.add': async (say, me, input) => ({ members: await say.channels.add(me, input) }),
  'member.remove': (say, me, { channelId, userId }) => say.channels.remove(me, channelId, userId),

  'user.list': (say, me, input) => say.people.list(me, input),
  'user.get': async (say, me, { userIds }) => ({ users: await say.people.get(me, userIds) }),
  'user.update': (say, me, input) => say.people.update(me, input),
  'profile.update': (say, me, input) => say.people.updateProfile(me, input),

  search: (say, me, input) => say.messages.search(me, input),

  'session.list': async (say, me) => ({ sessions: await say.accounts.sessions(me) }),
  'session.revoke': async (say, me, { sessionId }) => {
    await say.accounts.revoke(me, sessionId)
    return {}
  },
  'session.revokeOthers': async (say, me) => ({ revoked: await say.accounts.revokeOthers(me) }),
  'password.change': async (say, me, input) => {
    await say.accounts.changePassword(me, input, me.address)
    return {}
  },

  'group.list': async (say) => ({ groups: await say.groups.list() }),
  'group.create': (say, me, input) => say.groups.create(me, input),
  'group.update': (say, me, input) => say.groups.update(me, input),
  'emoji.list': async (say) => ({ emoji: await say.emoji.list() }),
  'emoji.add': (say, me, input) => say.emoji.add(me, input),
  'emoji.change': (say, me, input) => say.emoji.change(me, input),
  'emoji.remove': (say, me, { emojiId }) => say.emoji.remove(me, emojiId),
  'mention.list': (say, me, input) => say.notices.mentions(me, input),
  'mention.audience': (say, me, { channelId }) => say.notices.audience(me, channelId),
  'later.list': (say, me, input) => say.later.list(me, input),
  'schedule.create': (say, me, input) => say.later.schedule(me, input),
  'schedule.update': (say, me, input) => say.later.reschedule(me, input),
  'schedule.delete': (say, me, { scheduleId }) => say.later.unschedule(me, scheduleId),
  'schedule.send': (say, me, { scheduleId }) => say.later.sendNow(me, scheduleId),
  'reminder.create': (say, me, input) => say.later.remind(me, input),
  'reminder.update': (say, me, input) => say.later.changeReminder(me, input),
  'reminder.delete': (say, me, { reminderId }) => say.later.forgetReminder(me, reminderId),
  'saved.set': (say, me, input) => say.later.save(me, input),
  'draft.set': (say, me, input) => say.later.draft(me, input),

  'notification.ways': (say) => say.notices.ways(),
  'notification.why': (say, me, { messageId }) => say.notices.why(me, messageId),
  'reminder.why': (say, me, { reminderId }) => say.notices.whyReminded(me, reminderId),
  'notification.log': (say, me) => say.notices.log(me),
  'notification.test': (say, me) => say.notices.test(me),
  'push.subscribe': (say, me, input) => say.notices.subscribe(me, input),
  'push.unsubscribe': (say, me, { endpoint }) => say.notices.unsubscribe(me, endpoint),
  'preferences.get': (say, me) => say.notices.preferences(me),
  'preferences.update': (say, me, input) => say.notices.prefer(me, input),

  'workspace.update': (say, me, input) => say.people.updateWorkspace(me, input),
  'invite.create': (say, me, input) => say.invites.create(me, input),
  'invite.list': async (say, me) => ({ invites: await say.invites.list(me) }),
  'invite.revoke': async (say, me, { inviteId }) => {
    await say.invites.revoke(me, inviteId)
    return {}
  },

  typing: async (say, me, { channelId }) => {
    await say.typing.say(me, channelId)
    return {}
  },
}
