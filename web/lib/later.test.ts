import { expect, test } from 'vitest'
import { later } from './later.ts'

test('a part that could not be fetched is asked for again, once at a time, and tells who waits for it', async () => {
  let asked = 0
  const part = later(async () => {
    asked++
    if (asked === 1) throw new Error('No network')
    return 'the details'
  })
  const seen: (string | null)[] = []
  part.subscribe(() => seen.push(part.get()))
  await expect(part.load()).rejects.toThrow('No network')
  expect([part.get(), seen]).toEqual([null, []])
  expect(await Promise.all([part.load(), part.load()])).toEqual(['the details', 'the details'])
  expect([part.get(), seen, asked]).toEqual(['the details', ['the details'], 2])
})
