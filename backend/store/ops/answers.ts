import { ChatError, type Message, type Poll, type Priority } from '@parley/protocol'
import { mayShape } from '../../models/access.ts'
import { chosenIn, noticed, recounted } from '../../models/answers.ts'
import { type MessageRow, toMessage } from '../rows.ts'
import { together } from '../together.ts'
import type { Tx, View } from '../tx.ts'
import { change, writable } from './messages.ts'
import { channelOf, readableIn } from './pages.ts'

interface About {
  userId: string
  messageId: string
}

const voteOf = async (view: View, { userId, messageId }: About): Promise<number[]> => {
  const row = await view.db.selectFrom('votes').select('choices').where('message_id', '=', messageId).where('user_id', '=', userId).executeTakeFirst()
  return row ? (JSON.parse(row.choices) as number[]) : []
}

const noteOf = (view: View, { userId, messageId }: About): Promise<{ at: number } | undefined> =>
  view.db.selectFrom('acknowledgements').select('at').where('message_id', '=', messageId).where('user_id', '=', userId).executeTakeFirst()

function pollOf({ poll }: MessageRow): Poll {
  if (poll === null) throw new ChatError('invalid', 'This message is no poll')
  return JSON.parse(poll) as Poll
}

/** Sets what somebody chooses: all of it at once, so that saying it twice is saying it once. */
export async function vote(tx: Tx, input: About & { choices: readonly number[] }): Promise<Message> {
  const { row, standing, clocks } = await writable(tx, input.userId, input.messageId)
  const [poll, before] = [pollOf(row), await voteOf(tx, input)]
  const chosen = chosenIn(poll, input.choices, tx.now)
  const choices = JSON.stringify(chosen)
  if (choices === JSON.stringify(before)) return toMessage(row)
  const [message] = await together([
    change(tx, clocks, row, { poll: JSON.stringify(recounted(poll, input.userId, before, chosen)) }, standing),
    tx.db
      .insertInto('votes')
      .values({ message_id: row.id, user_id: input.userId, choices, at: tx.now })
      .onConflict((c) => c.columns(['message_id', 'user_id']).doUpdateSet({ choices, at: tx.now }))
      .execute(),
  ])
  return message
}

/** Ends a poll, for who asked and for who shapes the channel. */
export async function close(tx: Tx, input: About): Promise<Message> {
  const { row, standing, clocks } = await writable(tx, input.userId, input.messageId)
  const poll = pollOf(row)
  if (row.author_id !== input.userId && !mayShape(standing)) throw new ChatError('forbidden', 'Only who asked, or an administrator, may close a poll')
  if (poll.closedAt !== null) return toMessage(row)
  return change(tx, clocks, row, { poll: JSON.stringify({ ...poll, closedAt: tx.now }) }, standing)
}

/** Somebody noticed a pressing message. Its author is not counted. */
export async function acknowledge(tx: Tx, input: About): Promise<Message> {
  const { row, standing, clocks } = await writable(tx, input.userId, input.messageId)
  if (row.priority === null) throw new ChatError('invalid', 'This message asks for no answer')
  if (row.author_id === input.userId || (await noteOf(tx, input))) return toMessage(row)
  const [message] = await together([
    change(tx, clocks, row, { priority: JSON.stringify(noticed(JSON.parse(row.priority) as Priority, input.userId)) }, standing),
    tx.db.insertInto('acknowledgements').values({ message_id: row.id, user_id: input.userId, at: tx.now }).execute(),
  ])
  return message
}

const readable = async (view: View, { userId, messageId }: About): Promise<MessageRow> =>
  (await readableIn(view, userId, messageId, await channelOf(view, messageId))).row

/** What one answered oneself. */
export async function answer(view: View, input: About): Promise<{ choices: number[]; acknowledgedAt: number | null }> {
  await readable(view, input)
  const [choices, note] = await together([voteOf(view, input), noteOf(view, input)])
  return { choices, acknowledgedAt: note?.at ?? null }
}

type Page<Name extends string, Row> = Record<Name, Row[]> & { cursor: string | null }
type PageOf = About & { cursor: string | undefined; limit: number }

/** The cursor after a page of people, if one row more was found than fits. */
const after = (rows: readonly { user_id: string }[], limit: number): string | null => (rows.length > limit ? (rows[limit - 1]?.user_id ?? null) : null)

/** Who chose what, by person; never of an anonymous poll. */
export async function votes(view: View, input: PageOf): Promise<Page<'votes', { userId: string; choices: number[] }>> {
  if (pollOf(await readable(view, input)).anonymous) throw new ChatError('forbidden', 'This poll is anonymous: nobody is told who chose what')
  const rows = await view.db
    .selectFrom('votes')
    .select(['user_id', 'choices'])
    .where('message_id', '=', input.messageId)
    .where('user_id', '>', input.cursor ?? '')
    .orderBy('user_id')
    .limit(input.limit + 1)
    .execute()
  const told = rows.slice(0, input.limit).map(({ user_id, choices }) => ({ userId: user_id, choices: JSON.parse(choices) as number[] }))
  return { votes: told.filter(({ choices }) => choices.length > 0), cursor: after(rows, input.limit) }
}

/** Who noticed a pressing message, by person. */
export async function acknowledged(view: View, input: PageOf): Promise<Page<'people', { userId: string; at: number }>> {
  await readable(view, input)
  const rows = await view.db
    .selectFrom('acknowledgements')
    .select(['user_id', 'at'])
    .where('message_id', '=', input.messageId)
    .where('user_id', '>', input.cursor ?? '')
    .orderBy('user_id')
    .limit(input.limit + 1)
    .execute()
  return { people: rows.slice(0, input.limit).map(({ user_id, at }) => ({ userId: user_id, at })), cursor: after(rows, input.limit) }
}
