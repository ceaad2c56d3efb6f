import type { OutboxItem } from './outbox.ts'
import type { Entry } from './timeline.ts'

/** An unsent message as the timeline shows it: no number and no rev yet, so that whatever the server says of it wins. */
export function echoOf({ id, channelId, content, createdAt, replyTo, failed }: OutboxItem, authorId: string): Entry {
  const unknown = { seq: 0, rev: 0, version: 1, editedAt: null, deleted: false, refId: null, files: [], meta: null }
  const sending = failed ? ({ sending: 'failed', failure: failed.message } as const) : ({ sending: 'pending' } as const)
  return { ...unknown, id, channelId, authorId, kind: 'text', content, createdAt, replyTo: replyTo ?? null, ...sending }
}
