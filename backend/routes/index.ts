import {
  bootQuerySchema,
  bootSchema,
  foundSchema,
  importedSchema,
  importSchema,
  loggedInSchema,
  loginSchema,
  meSchema,
  messagePageSchema,
  messagesQuerySchema,
  postedSchema,
  postMessageSchema,
  registeredSchema,
  registerSchema,
  searchQuerySchema,
  syncedSchema,
  syncSchema,
} from '@parley/protocol/schemas'
import { z } from 'zod'
import * as accounts from '../controllers/accounts.ts'
import * as messages from '../controllers/messages.ts'
import * as workspace from '../controllers/workspace.ts'
import { command, type Route, route } from './route.ts'

const nothing = z.object({})

/** The five that the first user asked for, and what a page needs before anybody is signed in. */
const seed: Route[] = [
  route(
    { method: 'POST', path: '/api/register', auth: 'open', input: registerSchema, output: registeredSchema, status: 201, summary: 'Register a new user' },
    accounts.register,
  ),
  route({ method: 'POST', path: '/api/login', auth: 'open', input: loginSchema, output: loggedInSchema, summary: 'Log in; answers a token' }, accounts.login),
  route({ method: 'GET', path: '/api/user', auth: 'user', input: nothing, output: meSchema, summary: 'Who I am' }, accounts.self),
  route(
    {
      method: 'POST',
      path: '/api/message',
      auth: 'user',
      input: postMessageSchema,
      output: postedSchema,
      status: 201,
      summary: 'Send a message; without a channel it goes to #general',
    },
    messages.post,
  ),
  route(
    {
      method: 'GET',
      path: '/api/messages',
      auth: 'user',
      input: messagesQuerySchema,
      output: messagePageSchema,
      summary: 'A page of messages, the newest by default, oldest first',
    },
    messages.page,
  ),
  route({ method: 'POST', path: '/api/logout', auth: 'user', input: nothing, output: nothing, summary: 'End this session' }, accounts.logout),
  route({ method: 'GET', path: '/api/boot', auth: 'open', input: bootQuerySchema, output: bootSchema, summary: 'What a page needs to begin' }, workspace.boot),
]

/** Everything else: the commands of the socket under plural nouns. */
const nouns: Route[] = [
  command('GET', '/api/messages/:messageId', 'message.get', 'One message'),
  command('PUT', '/api/messages/:messageId/vote', 'poll.vote', 'What I choose in a poll'),
  command('GET', '/api/messages/:messageId/votes', 'poll.votes', 'Who chose what, where the poll tells'),
  command('POST', '/api/messages/:messageId/close', 'poll.close', 'End a poll'),
  command('PUT', '/api/messages/:messageId/acknowledgement', 'message.acknowledge', 'Say that I noticed a pressing message'),
  command('GET', '/api/messages/:messageId/acknowledgements', 'message.acknowledged', 'Who noticed it'),
  command('GET', '/api/messages/:messageId/answer', 'message.answer', 'What I answered to it'),
  command('GET', '/api/messages/:messageId/seen', 'message.seen', 'Who has read up to it'),
  command('PATCH', '/api/messages/:messageId', 'message.edit', 'Edit my message'),
  command('DELETE', '/api/messages/:messageId', 'message.delete', 'Delete a message; its place stays'),
  command('POST', '/api/messages/:messageId/forward', 'message.forward', 'Say it again in another channel', 201),
  command('GET', '/api/messages/:messageId/edits', 'message.edits', 'What it said before'),
  command('PUT', '/api/messages/:messageId/pin', 'message.pin', 'Pin it to its channel, or take it down'),
  command('GET', '/api/channels/:channelId/pins', 'message.pins', 'What is pinned there'),
  command('PUT', '/api/messages/:messageId/reactions/:emoji', 'reaction.set', 'Put an emoji on it, or take mine back'),
  command('GET', '/api/messages/:messageId/reactions/:emoji', 'reaction.list', 'Who put this emoji on it'),
  route(
    {
      method: 'GET',
      path: '/api/search',
      auth: 'user',
      input: searchQuerySchema,
      output: foundSchema,
      summary: 'Messages that hold all the words, newest first',
    },
    messages.search,
  ),

  command('GET', '/api/channels', 'channel.list', 'My conversations, the latest active first'),
  command('POST', '/api/channels', 'channel.create', 'Create a channel', 201),
  command('GET', '/api/channels/public', 'channel.browse', 'Public channels by name'),
  command('POST', '/api/channels/direct', 'channel.direct', 'Open the direct conversation with these people'),
  command('GET', '/api/channels/:channelId', 'channel.get', 'One conversation'),
  command('PATCH', '/api/channels/:channelId', 'channel.update', 'Rename, describe, open, close, archive, or say who writes and how often'),
  command('GET', '/api/channels/:channelId/messages', 'message.page', 'A page of its messages'),
  command('POST', '/api/channels/:channelId/messages', 'message.send', 'Send a message', 201),
  command('POST', '/api/channels/:channelId/join', 'channel.join', 'Join a public channel'),
  command('POST', '/api/channels/:channelId/leave', 'channel.leave', 'Leave it'),
  command('GET', '/api/channels/:channelId/members', 'member.list', 'Who is in it'),
  command('POST', '/api/channels/:channelId/members', 'member.add', 'Add people'),
  command('DELETE', '/api/channels/:channelId/members/:userId', 'member.remove', 'Remove somebody'),
  command('GET', '/api/channels/:channelId/changes', 'channel.sync', 'What changed above a clock'),
  command('POST', '/api/channels/:channelId/read', 'channel.read', 'Raise my read mark'),
  command('POST', '/api/channels/:channelId/unread', 'channel.unread', 'Mark unread from here'),
  command('GET', '/api/channels/:channelId/seen', 'channel.seen', 'How far its people have read, where they are few'),
  command('POST', '/api/channels/:channelId/typing', 'typing', 'Say that I am writing'),
  command('POST', '/api/read-all', 'read.all', 'Mark everything read'),
  command('POST', '/api/messages/:messageId/thread', 'thread.open', 'The thread of a message; made by the first who asks'),
  command('POST', '/api/messages/:messageId/replies', 'thread.reply', 'Reply in its thread', 201),
  command('POST', '/api/channels/:channelId/moved', 'message.move', 'Move messages here'),
  command('GET', '/api/messages/:messageId/target', 'message.target', 'Where a message is now'),
  command('POST', '/api/threads/:channelId/promote', 'thread.promote', 'Make a channel of it'),
  command('GET', '/api/threads', 'thread.list', 'The threads I follow, the latest reply first'),
  command('PATCH', '/api/threads/:channelId', 'thread.update', 'Title it, resolve it, reopen it'),
  command('PATCH', '/api/channels/:channelId/membership', 'membership.update', 'How loud it is for me'),

  command('GET', '/api/users', 'user.list', 'People by handle'),
  command('POST', '/api/users/lookup', 'user.get', 'People by id'),
  command('PATCH', '/api/users/:userId', 'user.update', 'Role or access of somebody, by administrators'),
  command('PATCH', '/api/user', 'profile.update', 'My name, handle and status'),
  command('POST', '/api/user/password', 'password.change', 'A new password; ends all other sessions'),

  command('GET', '/api/groups', 'group.list', 'Groups of people, addressed by one handle'),
  command('POST', '/api/groups', 'group.create', 'A new group', 201),
  command('PATCH', '/api/groups/:groupId', 'group.update', 'Rename it, set its people, or delete it'),
  command('GET', '/api/emoji', 'emoji.list', "The workspace's own emoji"),
  command('POST', '/api/emoji', 'emoji.add', 'Add one: a picture under a name', 201),
  command('PATCH', '/api/emoji/:emojiId', 'emoji.change', 'Set its further names'),
  command('DELETE', '/api/emoji/:emojiId', 'emoji.remove', 'Remove it'),
  command('GET', '/api/mentions', 'mention.list', 'Messages that mention me, the newest first'),
  command('GET', '/api/channels/:channelId/audience', 'mention.audience', 'How many @channel would address'),
  command('GET', '/api/later/:type', 'later.list', 'What I keep for later: schedule, reminder, saved or draft'),
  command('POST', '/api/schedules', 'schedule.create', 'Send a message at a time', 201),
  command('PATCH', '/api/schedules/:scheduleId', 'schedule.update', 'Other words or another time, until it leaves'),
  command('DELETE', '/api/schedules/:scheduleId', 'schedule.delete', 'Do not send it'),
  command('POST', '/api/schedules/:scheduleId/send', 'schedule.send', 'Send it now'),
  command('POST', '/api/reminders', 'reminder.create', 'Remind me of a message or of words', 201),
  command('PATCH', '/api/reminders/:reminderId', 'reminder.update', 'Another time, other words, or done'),
  command('DELETE', '/api/reminders/:reminderId', 'reminder.delete', 'Do not remind me'),
  command('PUT', '/api/messages/:messageId/saved', 'saved.set', 'Keep a message in sight: todo, done or none'),
  command('PUT', '/api/channels/:channelId/draft', 'draft.set', 'What I have begun to write there'),

  command('GET', '/api/notifications/ways', 'notification.ways', 'Which ways there are to tell me'),
  command('GET', '/api/notifications', 'notification.log', 'What went out to me'),
  command('POST', '/api/notifications/test', 'notification.test', 'Send one of each, now'),
  command('GET', '/api/messages/:messageId/notification', 'notification.why', 'Why I was told of it, or was not'),
  command('GET', '/api/reminders/:reminderId/notification', 'reminder.why', 'Why I was told that its time has come, or was not'),
  command('POST', '/api/push', 'push.subscribe', 'This device takes pushes'),
  command('POST', '/api/push/remove', 'push.unsubscribe', 'It does not any more'),
  command('GET', '/api/user/preferences', 'preferences.get', 'How I want to be told of things'),
  command('PATCH', '/api/user/preferences', 'preferences.update', 'Change what is named of it'),

  command('GET', '/api/sessions', 'session.list', 'Where I am signed in'),
  command('DELETE', '/api/sessions/:sessionId', 'session.revoke', 'End one of them'),
  command('POST', '/api/sessions/revoke-others', 'session.revokeOthers', 'End all but this one'),

  command('PATCH', '/api/workspace', 'workspace.update', 'Name and registration of the workspace, by administrators'),
  command('GET', '/api/invites', 'invite.list', 'Invite links, by administrators'),
  command('POST', '/api/invites', 'invite.create', 'A new invite link; its code is told once', 201),
  command('DELETE', '/api/invites/:inviteId', 'invite.revoke', 'Take an invite back'),

  route(
    { method: 'POST', path: '/api/sync', auth: 'user', input: syncSchema, output: syncedSchema, summary: 'What I missed: resume over HTTP' },
    workspace.sync,
  ),
  route(
    {
      method: 'POST',
      path: '/api/import',
      auth: 'user',
      input: importSchema,
      output: importedSchema,
      summary: 'History from elsewhere, by the owner; repeatable',
    },
    workspace.bringIn,
  ),
]

export const routes: readonly Route[] = [...seed, ...nouns]
