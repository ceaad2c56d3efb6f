import { afterAll, describe, expect, test } from 'vitest'
import { PASSWORD, startServer } from '../harness.ts'

const server = await startServer({ RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1' })
await server.register('Ada')
afterAll(() => server[Symbol.asyncDispose]())
const to = server.oneNode

describe('[S5][S6] guessing', () => {
  const from = (address: string) => ({ 'x-forwarded-for': address })

  test('ten wrong passwords on one account from one address, then 429; the owner comes in from another', async () => {
    const guess = (address: string, password = 'wrong guess') => to.ask('POST', '/api/login', { body: { handle: 'ada', password }, headers: from(address) })
    const statuses: number[] = []
    for (let n = 0; n < 12; n++) statuses.push((await guess('203.0.113.7')).status)
    expect(statuses).toEqual([...Array(10).fill(401), 429, 429])
    const refused = await guess('203.0.113.7', PASSWORD)
    expect(refused.problem).toMatchObject({ code: 'too_fast', retry: 'later' })
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(60)
    expect((await guess('203.0.113.8', PASSWORD)).status).toBe(200)
  })

  test('one password on many accounts from one address: 429 after twenty', async () => {
    const statuses: number[] = []
    for (let n = 0; n < 22; n++)
      statuses.push((await to.ask('POST', '/api/login', { body: { handle: `person${n}`, password: 'one for all' }, headers: from('203.0.113.9') })).status)
    expect(statuses).toEqual([...Array(20).fill(401), 429, 429])
  })

  test('many guesses at once are no way around it', async () => {
    const answers = await Promise.all(
      Array.from({ length: 100 }, () => to.ask('POST', '/api/login', { body: { handle: 'ada', password: 'guess guess' }, headers: from('203.0.113.10') })),
    )
    expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(10)
    expect((await to.ask('POST', '/api/login', { body: { handle: 'ada', password: PASSWORD }, headers: from('203.0.113.11') })).status).toBe(200)
  })
})

test('[S7] three hundred sign-ins at once: a bounded queue, the rest are told to come back', async () => {
  await using calm = await startServer()
  await calm.register('Ada')
  const answers = await Promise.all(Array.from({ length: 300 }, () => calm.oneNode.ask('POST', '/api/login', { body: { handle: 'ada', password: PASSWORD } })))
  const served = answers.filter(({ status }) => status === 200).length
  expect(served).toBeGreaterThanOrEqual(32)
  expect(served).toBeLessThan(60)
  for (const answered of answers.filter(({ status }) => status !== 200)) {
    expect(answered.problem).toMatchObject({ code: 'unavailable', status: 503 })
    expect(answered.headers.get('retry-after')).toBe('2')
  }
})
