import { idSchema } from '@parley/protocol/schemas'
import { expect, test } from 'vitest'
import { newId } from '../src/new-id.ts'

test('[I4] an id is a UUID of version 7 that stands behind the one before, and never comes twice', () => {
  const before = Date.now()
  const ids = Array.from({ length: 10_000 }, newId)
  expect(new Set(ids).size).toBe(ids.length)
  expect(ids.toSorted()).toEqual(ids)
  for (const id of ids) {
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/)
    expect(idSchema.parse(id)).toBe(id)
    const at = Number.parseInt(id.slice(0, 13).replace('-', ''), 16)
    expect(at).toBeGreaterThanOrEqual(before)
  }
  // Each bit of chance is really one: none stands still over so many.
  const bits = ids.map((id) => BigInt(`0x${id.replaceAll('-', '')}`))
  const still = (1n << 128n) - 1n - (bits.reduce((all, one) => all | one) ^ bits.reduce((all, one) => all & one))
  const chance = (((1n << 12n) - 1n) << 64n) | ((1n << 62n) - 1n)
  expect(still & chance).toBe(0n)
})
