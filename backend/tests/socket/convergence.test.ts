import type { CommandName } from '@parley/protocol'
import { commands } from '@parley/protocol/schemas'
import { afterAll, describe, expect, test } from 'vitest'
import { PASSWORD, type Person, startWorkspace } from '../harness.ts'
import { freshState, Mirror } from '../mirror.ts'
import { PIXEL } from '../pictures.ts'
import type { Wire } from '../wire.ts'

const { server, ada, ben, cleo } = await startWorkspace()
afterAll(() => server[Symbol.asyncDispose]())
const { epoch } = server.running.app.store.identity

/** One person with a socket that stays, and a second device that is away whenever something happens. */
interface Watcher {
  person: Person
  wire: Wire
  stays: Mirror
  returns: Mirror
}

async function watch(person: Person): Promise<Watcher> {
  const wire = await person.connect()
  const watcher = { person, wire, stays: new Mirror(), returns: new Mirror() }
  await watcher.stays.resume(wire, epoch)
  await using other = await person.connect()
  await watcher.returns.resume(other, epoch)
  return watcher
}

async function assertConverged({ person, wire, stays, returns }: Watcher): Promise<void> {
  await stays.follow(wire)
  const fresh = await freshState(
    person,
    [...stays.clocks.keys()].filter((id) => id !== 'me' && id !== 'workspace'),
  )
  expect(stays.state(), `${person.user.name}, who stayed`).toEqual(fresh)
  await using back = await person.connect()
  await returns.resume(back, epoch)
  expect(returns.state(), `${person.user.name}, who returned`).toEqual(fresh)
}

const quay = crypto.randomUUID()
const cove = crypto.randomUUID()
const [first, second, third, fourth, crew] = Array.from({ length: 5 }, () => crypto.randomUUID()) as [string, string, string, string, string]
const [reply, stray] = [crypto.randomUUID(), crypto.randomUUID()]
let threadId = ''
const [planned, tide, gull] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()]
const said = new Set<CommandName>()
const say: Person['say'] extends infer Say ? (person: Person) => Say : never = (person) => (type, input) => {
  said.add(type)
  return person.say(type, input)
}

/** A day in the life of a workspace: every command that changes anything, at least once. */
const day: [string, () => Promise<unknown>][] = [
  ['Ada makes a public channel', () => say(ada)('channel.create', { id: quay, kind: 'public', name: 'quay', topic: 'Boats' })],
  ['Ben makes a private one', () => say(ben)('channel.create', { id: cove, kind: 'private', name: 'cove' })],
  ['Ben adds Cleo to it', () => say(ben)('member.add', { channelId: cove, userIds: [cleo.id] })],
  ['Cleo writes', () => say(cleo)('message.send', { channelId: cove, content: 'ahoy', id: first, meta: { from: 'the pier', deep: [1, { x: null }] } })],
  ['Ben answers', () => say(ben)('message.send', { channelId: cove, content: 'aye', id: second, replyTo: first })],
  ['Cleo edits', () => say(cleo)('message.edit', { messageId: first, content: 'ahoy!' })],
  ['Cleo edits again', () => say(cleo)('message.edit', { messageId: first, content: 'ahoy there!', version: 2 })],
  ['Ben pins it', () => say(ben)('message.pin', { messageId: first, on: true })],
  ['and takes it down', () => say(ben)('message.pin', { messageId: first, on: false })],
  ['Ben forwards it', () => say(ben)('message.forward', { messageId: first, channelId: server.generalId })],
  ['Ben reacts', () => say(ben)('reaction.set', { messageId: first, emoji: '🎉', on: true })],
  ['Cleo too', () => say(cleo)('reaction.set', { messageId: first, emoji: '🎉', on: true })],
  ['Ben takes it back', () => say(ben)('reaction.set', { messageId: first, emoji: '🎉', on: false })],
  ['and finds another', () => say(ben)('reaction.set', { messageId: first, emoji: '❤️', on: true })],
  ['Ben replies in a thread', () => say(ben)('thread.reply', { messageId: first, content: 'who is at the oars?', id: reply })],
  ['Ben and Cleo open it', async () => openThread((await ben.say('message.get', { messageId: first })).thread?.channelId ?? '', ben, cleo)],
  ['Cleo replies, and says it in the channel too', () => say(cleo)('message.send', { channelId: threadId, content: 'Ada is', alsoToChannel: true })],
  ['Ben writes beside it', () => say(ben)('message.send', { channelId: cove, content: 'I row', id: stray })],
  ['Ben edits his reply', () => say(ben)('message.edit', { messageId: reply, content: 'who rows?' })],
  ['Cleo titles the thread', () => say(cleo)('thread.update', { channelId: threadId, title: 'Oars' })],
  ['Ben resolves it', () => say(ben)('thread.update', { channelId: threadId, resolved: true })],
  ['Ben reopens it', () => say(ben)('thread.update', { channelId: threadId, resolved: false })],
  ['Ben leaves the thread', () => say(ben)('channel.leave', { channelId: threadId })],
  ['Ben follows it again', () => say(ben)('channel.join', { channelId: threadId })],
  ['Cleo mutes it', () => say(cleo)('membership.update', { channelId: threadId, muted: true })],
  ['Ben moves a message into it', () => say(ben)('message.move', { messageIds: [stray], channelId: threadId })],
  [
    'Cleo moves what the thread hangs on, it goes along, and who had it open opens it again',
    async () => {
      await say(cleo)('message.move', { messageIds: [first], channelId: server.generalId })
      await openThread(threadId, ben, cleo)
    },
  ],
  ['Ben deletes his reply', () => say(ben)('message.delete', { messageId: reply })],
  ['Cleo opens a thread that stays empty', () => say(cleo)('thread.open', { messageId: second })],
  ['Ben makes a channel of the thread', () => say(ben)('thread.promote', { channelId: threadId, name: 'oars', kind: 'private' })],
  ['Cleo marks everything read', () => say(cleo)('read.all', {})],
  ['Ben deletes', () => say(ben)('message.delete', { messageId: second })],
  ['Cleo reads', () => say(cleo)('channel.read', { channelId: cove, seq: 2 })],
  ['Cleo marks unread', () => say(cleo)('channel.unread', { channelId: cove, seq: 1 })],
  ['Cleo mutes', () => say(cleo)('membership.update', { channelId: cove, muted: true, level: 'nothing', section: 'Quiet', favourite: true })],
  ['Ben renames', () => say(ben)('channel.update', { channelId: cove, name: 'smugglers', topic: 'Hush' })],
  ['Ben joins the quay', () => say(ben)('channel.join', { channelId: quay })],
  ['Ben writes there', () => say(ben)('message.send', { channelId: quay, content: 'any fish?' })],
  ['everybody hears in #general', () => say(ada)('message.send', { channelId: server.generalId, content: 'Good morning' })],
  ['Cleo joins the quay', () => say(cleo)('channel.join', { channelId: quay })],
  ['Cleo leaves it again', () => say(cleo)('channel.leave', { channelId: quay })],
  ['Ada writes while Cleo is gone', () => say(ada)('message.send', { channelId: quay, content: 'herring' })],
  ['Cleo comes back', () => say(cleo)('channel.join', { channelId: quay })],
  ['the quay closes', () => say(ada)('channel.update', { channelId: quay, kind: 'private' })],
  ['Ada removes Cleo', () => say(ada)('member.remove', { channelId: quay, userId: cleo.id })],
  ['Ben writes without her', () => say(ben)('message.send', { channelId: quay, content: 'only us' })],
  ['Ada adds her again', () => say(ada)('member.add', { channelId: quay, userIds: [cleo.id] })],
  ['the quay opens', () => say(ada)('channel.update', { channelId: quay, kind: 'public' })],
  ['the quay is archived', () => say(ada)('channel.update', { channelId: quay, archived: true })],
  ['and brought back', () => say(ada)('channel.update', { channelId: quay, archived: false })],
  ['the quay is slow, and for its owners', () => say(ada)('channel.update', { channelId: quay, slowMs: 5_000, posting: 'admins' })],
  ['and as it was', () => say(ada)('channel.update', { channelId: quay, slowMs: 0, posting: 'everyone' })],
  ['Ben is at sea', () => say(ben)('profile.update', { status: { emoji: '⛵', text: 'At sea', until: 4_102_444_800_000 } })],
  ['and back', () => say(ben)('profile.update', { status: null })],
  ['Ben asks', () => say(ben)('message.send', { channelId: cove, content: 'Where to?', id: third, poll: { options: ['North', 'South'] }, priority: 'urgent' })],
  ['Cleo votes', () => say(cleo)('poll.vote', { messageId: third, choices: [1] })],
  ['and changes her mind', () => say(cleo)('poll.vote', { messageId: third, choices: [0] })],
  ['Cleo noticed', () => say(cleo)('message.acknowledge', { messageId: third })],
  ['Ben has heard enough', () => say(ben)('poll.close', { messageId: third })],
  ['Ben opens a direct conversation', () => say(ben)('channel.direct', { userIds: [cleo.id] })],
  ['Ben has a new name', () => say(ben)('profile.update', { name: 'Benno', handle: 'benno' })],
  ['Ada makes a group', () => say(ada)('group.create', { id: crew, handle: 'crew', name: 'The crew', members: [ben.id, cleo.id] })],
  ['and calls it', () => say(ada)('message.send', { channelId: server.generalId, content: 'Ahoy @crew, @ben and @here', id: fourth })],
  ['less loudly', () => say(ada)('message.edit', { messageId: fourth, content: 'Ahoy @ben' })],
  ['the group gets smaller', () => say(ada)('group.update', { groupId: crew, name: 'Crew', members: [ben.id] })],
  ['and ends', () => say(ada)('group.update', { groupId: crew, deleted: true })],
  [
    'Ben wants quiet nights',
    () => say(ben)('preferences.update', { keywords: ['herring'], quiet: { until: null, hours: { days: [1, 2], from: 1_320, to: 420 } } }),
  ],
  ['Ada adds an emoji', () => say(ada)('emoji.add', { id: gull, name: 'gull', picture: PIXEL })],
  ['Ben reacts with it', () => say(ben)('reaction.set', { messageId: fourth, emoji: ':gull:', on: true })],
  ['it gets another name', () => say(ada)('emoji.change', { emojiId: gull, aliases: ['seagull'] })],
  ['and flies away', () => say(ada)('emoji.remove', { emojiId: gull })],
  ['Cleo plans a message', () => say(cleo)('schedule.create', { id: planned, channelId: cove, content: 'later', at: Date.now() + 3_600_000 })],
  ['Cleo thinks again', () => say(cleo)('schedule.update', { scheduleId: planned, content: 'much later', at: Date.now() + 7_200_000 })],
  ['Cleo sends it now', () => say(cleo)('schedule.send', { scheduleId: planned })],
  [
    'Cleo plans another and lets it be',
    async () => {
      const { id } = await say(cleo)('schedule.create', { id: crypto.randomUUID(), channelId: cove, content: 'never', at: Date.now() + 3_600_000 })
      await say(cleo)('schedule.delete', { scheduleId: id })
    },
  ],
  ['Ben wants to be reminded', () => say(ben)('reminder.create', { id: tide, messageId: first, content: 'the tide', at: Date.now() + 300 })],
  ['and is', () => new Promise((resolve) => setTimeout(resolve, 600))],
  ['Ben puts it off', () => say(ben)('reminder.update', { reminderId: tide, at: Date.now() + 3_600_000 })],
  ['Ben has done it', () => say(ben)('reminder.update', { reminderId: tide, done: true })],
  ['and forgets it', () => say(ben)('reminder.delete', { reminderId: tide })],
  ['Cleo keeps a message', () => say(cleo)('saved.set', { messageId: first, state: 'todo' })],
  ['Cleo has done it', () => say(cleo)('saved.set', { messageId: first, state: 'done' })],
  ['Cleo begins to write', () => say(cleo)('draft.set', { channelId: cove, content: 'I was', replyTo: first })],
  ['Cleo stops', () => say(cleo)('draft.set', { channelId: cove, content: ' ' })],
  ['the workspace too', () => say(ada)('workspace.update', { name: 'Harbour', registration: 'invite' })],
  ['Cleo becomes a guest', () => say(ada)('user.update', { userId: cleo.id, role: 'guest' })],
  ['and a member again', () => say(ada)('user.update', { userId: cleo.id, role: 'member' })],
  ['Ben changes his password', () => say(ben)('password.change', { current: PASSWORD, password: 'an octopus in the anchor chain' })],
]

const watchers: Watcher[] = []

/** The socket that stays opens the thread, and both devices hold it from here on. */
async function openThread(id: string, ...people: Person[]): Promise<void> {
  threadId = id
  for (const { person, wire, stays, returns } of watchers) {
    if (!people.includes(person)) continue
    await stays.listen(wire)
    await wire.say('channel.follow', { channelId: threadId })
    await stays.hold(wire, threadId)
    await returns.hold(wire, threadId)
  }
}

describe('[I8] state + events = state fetched afresh, for who stays and for who returns', async () => {
  for (const person of [ada, ben, cleo]) watchers.push(await watch(person))

  test.each(day)('%s', async (_what, happens) => {
    await happens()
    for (const watcher of watchers) await assertConverged(watcher)
  })

  test('no command that changes anything was left out', () => {
    const reading = [
      'message.get message.page message.seen message.answer message.acknowledged message.target',
      'reaction.list message.edits message.pins',
      'poll.votes',
      'thread.list',
      'channel.list channel.browse channel.get channel.sync channel.seen channel.follow channel.unfollow',
      'member.list',
      'user.list user.get',
      'search',
      'session.list session.revoke session.revokeOthers',
      'invite.create invite.list invite.revoke',
      'preferences.get',
      'notification.ways notification.why reminder.why notification.log notification.test push.subscribe push.unsubscribe',
      'group.list emoji.list mention.list mention.audience',
      'later.list',
      'typing presence.watch presence.set',
    ].flatMap((names) => names.split(' '))
    const changing = (Object.keys(commands) as CommandName[]).filter((name) => !reading.includes(name))
    expect(changing.filter((name) => !said.has(name))).toEqual([])
  })

  test('somebody new, and somebody whose access ended', async () => {
    await say(ada)('workspace.update', { registration: 'open' })
    const dora = await server.register('Dora')
    for (const watcher of watchers) await assertConverged(watcher)
    await say(ada)('user.update', { userId: dora.id, deactivated: true })
    for (const watcher of watchers) await assertConverged(watcher)
  })

  test('[C11] a whole day away is one catch-up', async () => {
    for (const { person, stays } of watchers) {
      const late = new Mirror()
      await using wire = await person.connect()
      await late.resume(wire, epoch)
      if (stays.clocks.has(threadId)) await late.hold(wire, threadId)
      expect(late.state()).toEqual(stays.state())
    }
  })
})
