import { expect, test } from 'vitest'
import { spoken } from './spoken.ts'

test('a message is spoken as one line of at most 140 characters', () => {
  expect(spoken('High water\nat `11:20`')).toBe('High water at 11:20')
  expect(spoken('**High** water, _later_')).toBe('High water, later')
  expect([...spoken('⚓'.repeat(500))]).toHaveLength(140)
  expect(spoken('⚓'.repeat(500)).endsWith('…')).toBe(true)
})
