import type { Entry } from '@parley/client'
import { expect, test } from 'vitest'
import { rowsOf } from './rows.ts'

const MINUTE = 60_000
const noon = new Date(2026, 10, 23, 12).getTime()
const entry = (seq: number, at = noon + seq * MINUTE): Entry =>
  ({ id: `m${seq}`, seq, rev: seq, authorId: 'ada', content: `${seq}`, createdAt: at, editedAt: null, deleted: false }) as Entry
const drawn = (entries: Entry[], newFrom: number | null, above?: Entry) =>
  rowsOf(entries, newFrom, above).map((row) => (row.is === 'message' ? `${row.first ? 'first' : 'more'} ${row.entry.seq}` : row.is))

test('a row is drawn alike whether the one above it stands in the page or is only known', () => {
  const all = [1, 2, 3, 4].map((seq) => entry(seq))
  const whole = drawn(all, null)
  expect(whole).toEqual(['day', 'first 1', 'more 2', 'more 3', 'more 4'])
  expect(drawn(all.slice(2), null, all[1])).toEqual(whole.slice(-2))
  expect(drawn(all.slice(2), 3, all[1])).toEqual(drawn(all, 3).slice(-3))
  expect(drawn([entry(9, noon + 86_400_000)], null, all[3]), 'another day').toEqual(['day', 'first 9'])
})
