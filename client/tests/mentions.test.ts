import type { Head, Message } from '@parley/protocol'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Mentions } from '../src/mentions.ts'
import { runs } from './model/random.ts'

const [ada, ben] = ['ada', 'ben']
const act = fc.record({ seq: fc.integer({ min: 1, max: 6 }), does: fc.constantFrom('mention', 'call', 'unname', 'delete'), byMe: fc.boolean() })

interface Row extends Pick<Message, 'channelId' | 'seq' | 'rev' | 'authorId' | 'mentions' | 'version' | 'deleted'> {}

/** A channel's history: each act writes a message or changes it; one rev a change. */
function historyOf(acts: readonly { seq: number; does: string; byMe: boolean }[]): Row[] {
  const now = new Map<number, Row>()
  return acts.flatMap(({ seq, does, byMe }, at): Row[] => {
    const before = now.get(seq)
    if (before?.deleted || (!before && does === 'delete')) return []
    const named = does === 'mention' ? [ada] : does === 'call' ? ['channel'] : does === 'unname' ? [ben] : []
    const row: Row = {
      channelId: 'harbour',
      seq,
      rev: at + 1,
      authorId: before?.authorId ?? (byMe ? ada : ben),
      version: (before?.version ?? 0) + 1,
      deleted: does === 'delete',
      ...(named.length > 0 && { mentions: named }),
    }
    now.set(seq, row)
    return [row]
  })
}

/** What the database would count at a clock. */
function truth(history: readonly Row[], clock: number, readSeq: number): number[] {
  const latest = new Map(history.filter(({ rev }) => rev <= clock).map((row) => [row.seq, row]))
  const mine = ({ seq, authorId, mentions = [], deleted }: Row) => seq > readSeq && authorId !== ada && !deleted && mentions.some((one) => one !== ben)
  return [...latest.values()]
    .filter(mine)
    .map(({ seq }) => seq)
    .sort((a, b) => a - b)
}

test('[I3][I8] mentions come to the same as the database counts, whatever order rows and heads come in', () => {
  let mentioned = 0
  const property = fc.property(
    fc.array(act, { minLength: 1, maxLength: 14 }),
    fc.array(fc.nat(14), { minLength: 1, maxLength: 3 }),
    fc.nat(6),
    fc.nat(),
    (acts, clocks, readSeq, seed) => {
      const history = historyOf(acts)
      const end = history.at(-1)?.rev ?? 0
      const head = (clock: number): Head => ({ channel: { id: 'harbour', clock }, readSeq, mentions: truth(history, clock, readSeq) }) as Head
      const heads = clocks.map((clock) => Math.min(clock, end))
      const known = new Mentions(
        () => ada,
        (target) => target === ada || target === 'channel',
      )
      // A first head stands before everything; after that comes every row above it, some of them twice, and the other heads, in any order.
      const first = heads[0] ?? 0
      known.head(head(first))
      const rows = [...history, ...history.filter((_, at) => (seed >> (at % 20)) % 2 === 0)]
      const told = [...rows.map((row) => () => known.message(row as Message)), ...heads.slice(1).map((clock) => () => known.head(head(clock)))]
      const order = told.map((tell, at) => ({ tell, by: Math.sin(seed + at * 7919) })).sort((a, b) => a.by - b.by)
      for (const { tell } of order) tell()
      const counted = known.above('harbour', readSeq)
      expect(counted).toEqual(truth(history, end, readSeq))
      for (let mark = readSeq; mark <= 6; mark++) expect(known.above('harbour', mark)).toEqual(truth(history, end, mark))
      mentioned += counted.length
    },
  )
  fc.assert(property, runs(1_000))
  expect(mentioned).toBeGreaterThan(100)
})
