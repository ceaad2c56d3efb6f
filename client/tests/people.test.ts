import type { Member, User } from '@parley/protocol'
import { expect, test } from 'vitest'
import { Directory } from '../src/directory.ts'
import { Members } from '../src/members.ts'
import type { Call } from '../src/requests.ts'
import { turn } from './model/harness.ts'

const never: Call = () => new Promise(() => {})
const answering = (answer: unknown): Call => (() => Promise.resolve(answer)) as unknown as Call

const ben = (rev: number, name: string): User => ({ id: 'ben', handle: 'ben', name, kind: 'person', role: 'member', deactivated: false, createdAt: 1, rev })
const member = (userId: string, rev: number, joined: boolean): Member => ({ channelId: 'harbour', userId, role: 'member', joined, atSeq: 0, at: rev, rev })

test('[I3] a profile is replaced only by a higher rev, and strangers are not collected', () => {
  const users = new Directory(never)
  users.apply(ben(4, 'Ben'))
  expect(users.list()).toEqual([])
  expect(users.get('ben')).toBe(undefined)
  users.apply(ben(5, 'Benjamin'))
  const version = users.version()
  users.apply(ben(4, 'Ben'))
  expect(users.get('ben')?.name).toBe('Benjamin')
  expect(users.version()).toBe(version)
})

test('[I3] an event overtakes the page of people that was read before it', async () => {
  const members = new Members('harbour', answering({ members: [member('ada', 1, true), member('ben', 2, true)], cursor: null }))
  members.apply(member('cleo', 3, true))
  expect(members.get()).toEqual([])
  const loading = members.load()
  members.apply(member('ben', 4, false))
  members.apply(member('cleo', 3, true))
  await loading
  expect(members.get().map((row) => row.userId)).toEqual(['ada', 'cleo'])
  members.apply(member('ben', 2, true))
  expect(members.get().map((row) => row.userId)).toEqual(['ada', 'cleo'])
})

test('people who are dropped while they load are loaded again for whoever waits', async () => {
  let pages = 0
  const call = (async () => ({ members: [member(`page ${++pages}`, 1, true)], cursor: null })) as unknown as Call
  const members = new Members('harbour', call)
  const waiting = members.load()
  await turn()
  members.reload()
  await waiting
  await turn()
  expect(members.get().map((row) => row.userId)).toEqual(['page 2'])
  expect(members.loaded).toBe(true)
})
