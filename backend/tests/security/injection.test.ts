import { afterAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { routes } from '../../routes/index.ts'
import type { Route } from '../../routes/route.ts'
import { fresh, type Person } from '../harness.ts'
import { request } from '../rest.ts'
import { bodiesOf, nowhere, queries, startMatrix } from './matrix.ts'

const { server, ada, ben, people, privateHarbour } = await startMatrix()
afterAll(() => server[Symbol.asyncDispose]())
const bodies = bodiesOf(people)
const at = await privateHarbour()

/** The ways out of a query that scanners try: quotes, comments, stacked statements, unions, time, FTS and LIKE syntax. */
const payloads = (value: string): string[] => [
  `${value}'`,
  `${value}"`,
  `${value}\\`,
  `${value}') --`,
  `${value}'; drop table users; --`,
  `${value}")); delete from messages; --`,
  `${value}' union select password_hash from users --`,
  `${value}' and 1=like('abcdefg',upper(hex(randomblob(400000000)))) --`,
  `${value}' || (select token_hash from sessions) || '`,
  `${value}* NEAR/2 "`,
  'content:x OR rowid:1',
  '%',
  '_%',
  '$1',
  ':name',
  '?1',
  '1 OR 1',
  '-1',
  '1e309',
  '\u{1F600}\u0301',
  '\u0000',
  'a'.repeat(200),
]
/** Two words that differ only in what a database would make of them. */
const pair = (value: string): [string, string] => [`${value}' and '1'='1`, `${value}' and '1'='2`]

const nameOf = (route: Route): string => `${route.method} ${route.path}`
const paramsOf = (): Record<string, string> => ({ ...at, userId: ben.id, sessionId: crypto.randomUUID(), inviteId: crypto.randomUUID() })
/** What the query of a route holds, read back from the table of examples. */
const queryOf = (route: Route): Record<string, string> => Object.fromEntries(new URLSearchParams(queries[nameOf(route)]?.(at)))
const fieldsOf = (route: Route): string[] => Object.keys(z.toJSONSchema(route.input, { io: 'input', unrepresentable: 'any' }).properties ?? {})

function ask(route: Route, who: Person, field: string, value: string) {
  const params = paramsOf()
  const inPath = route.path.includes(`:${field}`)
  if (inPath) params[field] = value
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => encodeURIComponent(params[name] ?? ''))
  const reads = route.method === 'GET' || route.method === 'DELETE'
  const query = new URLSearchParams({ ...queryOf(route), ...(reads && !inPath && { [field]: value }) })
  const body = reads ? undefined : { ...bodies[nameOf(route)]?.(at), ...(!inPath && { [field]: value }) }
  return request(server.url, route.method, `${path}?${query}`, { token: who.token, ...(body && { body }) })
}

/** Everything that a scanner may say, whoever it signs in as. Logging itself out would end the scan. */
const cases = routes
  .filter((route) => route.path !== '/api/logout')
  .flatMap((route) => fieldsOf(route).map((field) => [`${nameOf(route)} ${field}`, route, field] as const))

test('[S59] every route that takes something is in the scan', () => {
  expect(cases.length).toBeGreaterThan(70)
  expect(new Set(cases.map(([, route]) => nameOf(route))).size).toBe(
    routes.filter((route) => fieldsOf(route).length > 0 && route.path !== '/api/logout').length,
  )
})

describe('[S59] words that would be SQL, in every parameter of every route', () => {
  test.each(cases)('%s', async (name, route, field) => {
    const value = fresh('x')
    for (const payload of payloads(value)) {
      const startedAt = Date.now()
      const { status, body } = await ask(route, ada, field, payload)
      expect(status < 300 || [400, 401, 403, 404, 409, 413, 422].includes(status), `${name}=${payload}: ${status} ${JSON.stringify(body)}`).toBe(true)
      expect(JSON.stringify(body), name).not.toMatch(/\$argon2|SQLITE_|syntax error|no such (table|column)|unrecognized token/)
      // The blob above takes a database seconds; nothing that only reads its words does.
      expect(Date.now() - startedAt, name).toBeLessThan(5_000)
    }
    if (route.method !== 'GET') return
    const [yes, no] = pair(value)
    const told = async (word: string) => {
      const { status, body } = await ask(route, ada, field, word)
      return { status, body: JSON.stringify({ ...(body as object), requestId: '', now: 0 }).replaceAll(word, '') }
    }
    expect(await told(yes), name).toEqual(await told(no))
  })

  test('afterwards everybody and everything is still there', async () => {
    expect((await ada.rest('GET', `/api/messages/${at.messageId}`)).status).toBe(200)
    for (const person of [ada, ben, people.cleo]) expect((await person.rest('GET', '/api/user')).status).toBe(200)
    expect((await ada.rest('GET', `/api/messages/${nowhere().messageId}`)).status).toBe(404)
  })
})
