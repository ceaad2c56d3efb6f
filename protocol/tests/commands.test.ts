import { describe, expect, test } from 'vitest'
import { commands, loginSchema, positionSchema, registerSchema, requestSchema } from '../src/schemas.ts'

const harbour = '019ab0c4-7e1f-7abc-8def-0123456789ab'

describe('requests', () => {
  test('[W10] a request has a number, a type and perhaps data; what it has besides is ignored', () => {
    expect(requestSchema.parse({ id: 7, type: 'ping', trace: 'x' })).toEqual({ id: 7, type: 'ping' })
    for (const wrong of [null, [], 'ping', { type: 'ping' }, { id: -1, type: 'ping' }, { id: '7', type: 'ping' }, { id: 7, type: { $ne: '' } }])
      expect(requestSchema.safeParse(wrong).success).toBe(false)
  })

  test('[W11] nobody writes what the server decides', () => {
    const sent = commands['message.send'].input.parse({ channelId: harbour, content: 'low tide', seq: 1, rev: 9, authorId: harbour, createdAt: 0 })
    expect(sent).toEqual({ channelId: harbour, content: 'low tide' })
    const registered = registerSchema.parse({ name: 'Ada', email: 'ada@example.org', password: 'correct horse', role: 'owner', createdAt: 0 })
    expect(registered).toEqual({ name: 'Ada', email: 'ada@example.org', password: 'correct horse' })
  })

  test('[W11] scalars are scalars', () => {
    for (const wrong of [{ $ne: '' }, ['ada'], 1, true, null]) {
      expect(loginSchema.safeParse({ username: wrong, password: 'correct horse' }).success).toBe(false)
      expect(loginSchema.safeParse({ username: 'ada', password: wrong }).success).toBe(false)
      expect(commands['message.send'].input.safeParse({ channelId: harbour, content: wrong }).success).toBe(false)
    }
    expect(loginSchema.safeParse({ password: 'correct horse' }).success).toBe(false)
  })

  test('a page goes one way', () => {
    const { input } = commands['message.page']
    expect(input.safeParse({ channelId: harbour, before: 10 }).success).toBe(true)
    expect(input.safeParse({ channelId: harbour, before: 10, after: 2 }).success).toBe(false)
  })

  test('[I7] meta is at most 4 KiB, a resume names at most 2,000 scopes', () => {
    const { input } = commands['message.send']
    expect(input.safeParse({ channelId: harbour, content: 'tide', meta: { note: 'x'.repeat(4_000) } }).success).toBe(true)
    expect(input.safeParse({ channelId: harbour, content: 'tide', meta: { note: 'x'.repeat(4_096) } }).success).toBe(false)
    const clocks = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, i) => [`019ab0c4-7e1f-7abc-8def-${String(i).padStart(12, '0')}`, 1]))
    expect(positionSchema.safeParse({ clocks: clocks(2_000) }).success).toBe(true)
    expect(positionSchema.safeParse({ clocks: clocks(2_001) }).success).toBe(false)
  })
})
