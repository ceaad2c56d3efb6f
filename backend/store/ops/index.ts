import type { Tx, View } from '../tx.ts'
import * as accounts from './accounts.ts'
import * as answers from './answers.ts'
import { append } from './append.ts'
import * as channels from './channels.ts'
import * as copies from './copies.ts'
import * as deliveries from './deliveries.ts'
import * as emoji from './emoji.ts'
import * as groups from './groups.ts'
import * as heads from './heads.ts'
import { bringIn } from './import.ts'
import * as invites from './invites.ts'
import * as jobs from './jobs.ts'
import * as kept from './kept.ts'
import * as later from './later.ts'
import * as members from './members.ts'
import * as mentionList from './mention-list.ts'
import * as mentions from './mentions.ts'
import * as messages from './messages.ts'
import * as moves from './moves.ts'
import * as notices from './notices.ts'
import * as pages from './pages.ts'
import * as people from './people.ts'
import * as pins from './pins.ts'
import * as preferences from './preferences.ts'
import * as push from './push.ts'
import * as reactions from './reactions.ts'
import * as reads from './reads.ts'
import { promote } from './rehang.ts'
import { reminderFacts } from './reminder-facts.ts'
import * as reminders from './reminders.ts'
import * as schedules from './schedules.ts'
import { search } from './search.ts'
import * as seen from './seen.ts'
import * as sync from './sync.ts'
import * as threads from './threads.ts'
import { news, told } from './told.ts'
import { followedByAll, welcomeAll } from './welcome.ts'

/** Every write there is: each is one transaction's worth, run where the database is written. */
export const writes = {
  'message.sendAlso': copies.sayAlsoInChannel,
  'message.forward': copies.forward,
  'message.edit': messages.edit,
  'message.remove': messages.remove,
  'message.pin': pins.pin,
  'reaction.set': reactions.set,
  'poll.vote': answers.vote,
  'poll.close': answers.close,
  'message.acknowledge': answers.acknowledge,
  'channel.create': channels.create,
  'channel.direct': channels.direct,
  'channel.update': channels.update,
  'member.join': members.joinPublic,
  'member.add': members.add,
  'member.remove': members.remove,
  'membership.arrange': members.arrange,
  'read.raise': reads.markRead,
  'read.setBack': reads.markUnread,
  'secret.make': push.secret,
  'push.subscribe': push.subscribe,
  'push.unsubscribe': push.unsubscribe,
  'delivery.put': deliveries.put,
  'notice.mark': notices.mark,
  'notice.fanOut': notices.fanOut,
  'group.create': groups.create,
  'group.update': groups.update,
  'emoji.add': emoji.add,
  'emoji.change': emoji.change,
  'emoji.remove': emoji.remove,
  'read.all': reads.markAllRead,
  'thread.open': threads.open,
  'thread.update': threads.update,
  'thread.promote': promote,
  'message.move': moves.move,
  'preferences.update': preferences.update,
  'account.register': accounts.register,
  'account.changePassword': accounts.changePassword,
  'session.open': accounts.openSession,
  'session.touch': accounts.touchSessions,
  'session.revoke': accounts.revoke,
  'profile.update': people.updateProfile,
  'user.update': people.updateUser,
  'workspace.update': people.updateWorkspace,
  'invite.create': invites.create,
  'invite.revoke': invites.revoke,
  import: bringIn,
  'schedule.create': schedules.create,
  'schedule.update': schedules.update,
  'schedule.delete': schedules.remove,
  'schedule.send': schedules.sendNow,
  'schedule.fire': schedules.fire,
  'reminder.create': reminders.create,
  'reminder.update': reminders.update,
  'reminder.delete': reminders.remove,
  'reminder.fire': reminders.fire,
  'saved.set': kept.save,
  'draft.set': kept.draft,
  'job.put': jobs.putAll,
  'job.take': jobs.take,
  'job.renew': jobs.renew,
  'job.done': jobs.done,
  'job.postpone': jobs.postpone,
} satisfies Record<string, (tx: Tx, input: never) => Promise<unknown>>

/** Every read there is: each sees one snapshot. */
export const queries = {
  'message.page': pages.page,
  'message.get': pages.get,
  'message.pins': pins.pins,
  'message.edits': pins.edits,
  'reaction.list': reactions.list,
  'poll.votes': answers.votes,
  'message.acknowledged': answers.acknowledged,
  'message.answer': answers.answer,
  'head.get': heads.head,
  'head.list': heads.list,
  'head.beginning': heads.beginning,
  'seen.marks': seen.marks,
  'seen.message': seen.message,
  'member.list': members.list,
  'push.any': push.any,
  'delivery.list': deliveries.list,
  'delivery.begun': deliveries.begun,
  'push.devices': push.devices,
  'reminder.facts': reminderFacts,
  'notice.email': notices.email,
  'notice.facts': notices.facts,
  'notice.untold': notices.untold,
  'notice.behind': notices.behind,
  'notice.unread': notices.unread,
  'group.list': groups.list,
  'emoji.list': emoji.list,
  'emoji.picture': emoji.picture,
  'mention.list': mentionList.list,
  'mention.audience': mentions.audience,
  'thread.list': threads.list,
  'message.target': moves.target,
  'preferences.get': preferences.get,
  'channel.browse': people.browse,
  'channel.byName': channels.byName,
  'user.list': people.list,
  'user.get': people.byIds,
  'workspace.get': people.workspace,
  'account.credentials': accounts.credentials,
  'account.anyone': accounts.anyone,
  'session.standing': accounts.standing,
  'session.list': accounts.sessions,
  'invite.list': invites.list,
  'invite.admits': invites.admits,
  'later.list': later.list,
  'job.next': jobs.next,
  'sync.recent': sync.recentRows,
  'sync.channel': sync.channelSince,
  'sync.own': sync.ownSince,
  'sync.workspace': sync.workspaceSince,
  'scope.news': news,
  'scope.told': told,
  search,
} satisfies Record<string, (view: View, input: never) => Promise<unknown>>

/** Reads that many ask at once, as everybody who comes does: those of one kind are answered by one set of statements, in one snapshot. */
export const joinedQueries = {
  'session.byToken': accounts.sessionsBy,
  followed: followedByAll,
  welcome: welcomeAll,
  'sync.compare': sync.compareAll,
} satisfies Record<string, (view: View, inputs: readonly never[]) => Promise<unknown[]>>

type Query = (view: View, input: unknown) => Promise<unknown>
type JoinedQuery = (view: View, inputs: readonly unknown[]) => Promise<unknown[]>
const joinedQuery = (op: string): JoinedQuery | undefined => (joinedQueries as unknown as Record<string, JoinedQuery>)[op]

/** Their names, in the order in which somebody comes. */
export const joinedNames: readonly string[] = Object.keys(joinedQueries)

/** Asks one read for each of these inputs, in this view. */
export async function ask(view: View, op: string, inputs: readonly unknown[]): Promise<unknown[]> {
  const together = joinedQuery(op)
  if (together) return together(view, inputs)
  const query = (queries as unknown as Record<string, Query>)[op]
  if (!query) throw new Error(`No such query: ${op}`)
  return Promise.all(inputs.map((input) => query(view, input)))
}

/** Writes that many ask at once: those of one kind are answered by one set of statements, each alone. */
export const joined = {
  append,
  'read.raise': reads.markReadAll,
} satisfies Record<string, (tx: Tx, inputs: readonly never[]) => Promise<unknown[]>>

export type { Appended, Draft } from './append.ts'

/** Each by what it asks and answers for one. */
type Ops = { [N in keyof typeof writes]: Op<(typeof writes)[N]> } & { [N in keyof typeof queries]: Op<(typeof queries)[N]> } & {
  [N in keyof typeof joinedQueries]: Each<(typeof joinedQueries)[N]>
}
type Op<F> = F extends (at: never, input: infer I) => Promise<infer O> ? { input: I; output: O } : never
type Each<F> = F extends (at: never, inputs: readonly (infer I)[]) => Promise<(infer O)[]> ? { input: I; output: O } : never
export type WriteName = keyof typeof writes
export type QueryName = keyof typeof queries | keyof typeof joinedQueries
export type OpInput<N extends keyof Ops> = Ops[N]['input']
export type OpOutput<N extends keyof Ops> = Ops[N]['output']
