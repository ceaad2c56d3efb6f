import type { Message } from '@parley/protocol'
import type { Faults } from './faults.ts'
import type { Ledger, Sent } from './ledger.ts'
import type { ChannelTruth, Truth } from './truth.ts'

/** Holds what was promised against what is there. `collapses`: a live event may be missing if its row changed again, because a node read the rows. */
export function check(ledger: Ledger, truth: Truth, collapses = false): void {
  const { faults } = ledger
  const rows = new Map<string, Message>()
  for (const [channelId, channel] of truth) {
    checkNumbers(channelId, channel, faults)
    for (const row of channel.rows) {
      if (rows.has(row.id)) faults.note('duplicated', `${row.id} stands twice`)
      rows.set(row.id, row)
    }
    checkOrder(
      channel.rows.flatMap((row) => ledger.sends.get(row.id) ?? []),
      faults,
    )
  }
  checkHoles(ledger, truth, collapses)
  checkPromises(ledger, rows)
  checkCopies(rows.values(), faults)
}

/** Numbers are dense from 1, and every row has a place of its own on the channel's clock. */
function checkNumbers(channelId: string, { rows, clock, lastSeq }: ChannelTruth, faults: Faults): void {
  if (lastSeq !== rows.length) faults.note('gaps', `${channelId} counts ${lastSeq} and shows ${rows.length}`)
  for (const [at, row] of rows.entries()) if (row.seq !== at + 1) faults.note('gaps', `number ${at + 1} of ${channelId} is ${row.seq}`)
  const revs = new Set(rows.map((row) => row.rev))
  if (revs.size !== rows.length) faults.note('duplicated', `two messages of ${channelId} changed at one clock`)
  for (const rev of revs) if (rev > clock) faults.note('gaps', `a row of ${channelId} is of ${rev}, the clock shows ${clock}`)
}

/** [I3] What was skipped on a connection must have been told by a later change of the same row. */
function checkHoles({ holes, faults }: Ledger, truth: Truth, collapses: boolean): void {
  const revs = new Map(truth.entries().map(([channelId, { rows }]) => [channelId, new Set(rows.map((row) => row.rev))]))
  for (const { userId, channelId, after, heard } of holes) {
    const untold = Array.from({ length: heard - after - 1 }, (_, at) => after + 1 + at).filter((rev) => !collapses || revs.get(channelId)?.has(rev))
    if (untold.length > 0) faults.note('gaps', `${userId} heard ${heard} right after ${after} in ${channelId} and never ${untold[0]}`)
  }
}

/** [I2] By seq, one author's messages count up, and nothing stands before what was acknowledged before it was sent. */
function checkOrder(sends: readonly Sent[], faults: Faults): void {
  const last = new Map<string, number>()
  for (const sent of sends) {
    if (sent.n <= (last.get(sent.author) ?? 0)) faults.note('inverted', `message ${sent.n} of ${sent.author} stands behind ${last.get(sent.author)}`)
    last.set(sent.author, sent.n)
  }
  let earliestAck = Number.POSITIVE_INFINITY
  for (const sent of sends.toReversed()) {
    if (sent.sentAt > earliestAck) faults.note('inverted', `${sent.id} was sent after a later one was acknowledged`)
    earliestAck = Math.min(earliestAck, sent.ackedAt ?? Number.POSITIVE_INFINITY)
  }
}

/** [I1] [I5] What was acknowledged or seen is there with its last words; what was refused for good is not. */
function checkPromises({ sends, words, seqs, faults }: Ledger, rows: ReadonlyMap<string, Message>): void {
  for (const [id, seq] of seqs)
    if (rows.get(id)?.seq !== seq) faults.note(rows.has(id) ? 'inverted' : 'lost', `${id} was number ${seq} and is ${rows.get(id)?.seq}`)
  for (const sent of sends.values()) {
    const row = rows.get(sent.id)
    if (sent.ackedAt !== undefined && !row) faults.note('lost', `${sent.id} was acknowledged and is not there`)
    if (sent.refused && row) faults.note('ghosts', `${sent.id} was refused and is there`)
    const expected = words.get(sent.id)
    if (row && expected !== undefined && (row.deleted ? null : row.content) !== expected)
      faults.note('lost', `the last words of ${sent.id}: "${expected}" became "${row.content}"`)
  }
}

/** [I4] Every message names itself in its words, so a copy under another id shows. */
function checkCopies(rows: Iterable<Message>, faults: Faults): void {
  const seen = new Map<string, string>()
  for (const { id, content, deleted } of rows) {
    if (deleted) continue
    const known = seen.get(content)
    if (known !== undefined) faults.note('duplicated', `${id} says the same as ${known}`)
    seen.set(content, id)
  }
}
