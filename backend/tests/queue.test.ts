import { describe, expect, test } from 'vitest'
import { Queue } from '../store/queue.ts'

describe('the queue of writes', () => {
  const send = (authorId: string, n = 0) => ({ op: 'append', input: { authorId }, n })
  const names = (calls: readonly { input: object }[]) => calls.map(({ input }) => (input as { authorId: string }).authorId)

  test('a crowd that comes back with one message each keeps nobody waiting who is in a conversation, nor do they the crowd', () => {
    const queue = new Queue<ReturnType<typeof send>>(['append'])
    queue.push(send('ada'))
    expect(names(queue.takeJoined('append', 10))).toEqual(['ada'])
    for (let n = 0; n < 100; n++) queue.push(send(`guest ${n}`))
    for (let n = 0; n < 8; n++) queue.push(send('ada', n))
    const first = queue.takeJoined('append', 10)
    expect(names(first)).toEqual([...Array.from({ length: 5 }, () => 'ada'), ...Array.from({ length: 5 }, (_, n) => `guest ${n}`)])
    expect(first.slice(0, 5).map(({ n }) => n)).toEqual([0, 1, 2, 3, 4]) // each one's own stay in their order
    expect(names(queue.takeJoined('append', 10))).toEqual(['ada', 'ada', 'ada', ...Array.from({ length: 7 }, (_, n) => `guest ${n + 5}`)])
    const rest = [...queue.takeJoined('append', 50), ...queue.takeJoined('append', 50)]
    expect([rest.length, new Set(names(rest)).size, queue.length]).toEqual([88, 88, 0])
  })

  test('nothing passes another write of the same person that is made alone', () => {
    const queue = new Queue<{ op: string; input: object }>(['append'])
    queue.push({ op: 'member.join', input: { userId: 'ben' } })
    queue.push(send('ben'))
    queue.push(send('ada'))
    expect(names(queue.takeJoined('append', 10))).toEqual(['ada'])
    expect(queue.takeFirst()?.op).toBe('member.join')
    expect(names(queue.takeJoined('append', 10))).toEqual(['ben'])
  })
})
