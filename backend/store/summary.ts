import type { ThreadSummary } from '@parley/protocol'
import type { Clocks } from './clocks.ts'
import { prepared, present } from './prepared.ts'
import { type MessageRow, toMessage } from './rows.ts'
import type { Tx, View } from './tx.ts'

const FACES = 5

const hanging = prepared<{ ids: string }, MessageRow>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ id: string }>({ id: 'text' }, p('ids')))
    .leftJoin('messages as m', 'm.id', 'r.id')
    .selectAll('m')
    .$castTo<MessageRow>()
    .compile(),
)

const put = prepared<{ id: string; thread: string | null; rev: number }, unknown>((db, p) =>
  db
    .updateTable('messages')
    .set({ thread: p('thread'), rev: p('rev') })
    .where('id', '=', p('id'))
    .compile(),
)

/** The messages that threads hang on, as they are under the lock of their channel. */
export async function parentRows(view: View, messageIds: readonly string[]): Promise<Map<string, MessageRow>> {
  const rows = present(await hanging(view, { ids: JSON.stringify([...new Set(messageIds)].map((id) => ({ id }))) }), 'id')
  return new Map(rows.map((row) => [row.id, row]))
}

/** What a parent message says of its thread after these replies, which are in their order. */
export function afterReplies(
  parent: MessageRow,
  replies: readonly Pick<MessageRow, 'channel_id' | 'seq' | 'author_id' | 'created_at'>[],
): ThreadSummary | null {
  const last = replies.at(-1)
  const before = parent.thread === null ? null : (JSON.parse(parent.thread) as ThreadSummary)
  if (!last) return before
  const authors = replies.map(({ author_id }) => author_id).reverse()
  const faces = [...new Set([...authors, ...(before?.faces ?? [])])].slice(0, FACES)
  return { ...before, channelId: last.channel_id, lastSeq: last.seq, lastAt: last.created_at, faces }
}

/** Writes what a message says of its thread, and tells its channel, whose clock is locked. */
export async function putSummary(tx: Tx, clocks: Clocks, parent: MessageRow, summary: ThreadSummary | null): Promise<void> {
  const thread = summary && JSON.stringify(summary)
  const rev = clocks.tick(parent.channel_id) ?? parent.rev
  await put(tx, { id: parent.id, thread, rev })
  const message = toMessage({ ...parent, thread, rev })
  tx.changes.push({ to: 'channel', channelId: parent.channel_id, event: { type: 'message.changed', channelId: parent.channel_id, rev, message } })
}
