import { afterAll, describe, expect, test } from 'vitest'
import { routes } from '../../routes/index.ts'
import type { Route } from '../../routes/route.ts'
import { request } from '../rest.ts'
import { bodiesOf, nowhere, type Place, queries, SECRET, startMatrix } from './matrix.ts'

const { server, ada, ben, dora, fay, people, outsiders, privateHarbour } = await startMatrix()
afterAll(() => server[Symbol.asyncDispose]())
const bodies = bodiesOf(people)

const nameOf = (route: Route): string => `${route.method} ${route.path}`
const aboutPlace = (route: Route): boolean => /:channelId|:messageId/.test(route.path) || ['GET /api/messages', 'POST /api/message'].includes(nameOf(route))
const byAdministrators = [
  'PATCH /api/users/:userId',
  'PATCH /api/workspace',
  'GET /api/invites',
  'POST /api/invites',
  'DELETE /api/invites/:inviteId',
  'POST /api/import',
]

function ask(route: Route, at: Place, token?: string) {
  const params: Record<string, string> = {
    ...at,
    emoji: encodeURIComponent('👍'),
    userId: ben.id,
    sessionId: crypto.randomUUID(),
    inviteId: crypto.randomUUID(),
    scheduleId: crypto.randomUUID(),
    reminderId: crypto.randomUUID(),
    type: 'saved',
  }
  if (route.path.startsWith('/api/threads/')) params.channelId = at.threadId
  const path = route.path.replace(/:(\w+)/g, (_all, name: string) => params[name] ?? '') + (queries[nameOf(route)]?.(at) ?? '')
  const body = bodies[nameOf(route)]?.(at)
  return request(server.url, route.method, path, { ...(token && { token }), ...(body && { body }) })
}
const told = ({ status, body }: { status: number; body: unknown }) => ({ status, body: { ...(body as object), requestId: '' } })
const cases = routes.map((route) => [nameOf(route), route] as const)

test('every route with a body has one here', () => {
  const withBody = routes.filter(({ method }) => method !== 'GET' && method !== 'DELETE').map(nameOf)
  expect(Object.keys(bodies).sort()).toEqual(withBody.sort())
})

describe('[S51][S88] over REST: nobody', () => {
  test.each(cases.filter(([, { auth }]) => auth === 'user'))('%s is 401', async (_name, route) => {
    const [here, there] = [await ask(route, await privateHarbour()), await ask(route, nowhere())]
    expect(here.problem.code).toBe('unauthenticated')
    expect(told(here)).toEqual(told(there))
  })
})

describe.each(outsiders)('[S51] over REST: %s', (_who, person) => {
  test.each(cases.filter(([, route]) => aboutPlace(route)))('%s is 404, as if it were not there', async (_name, route) => {
    const [here, there] = [await ask(route, await privateHarbour(), person.token), await ask(route, nowhere(), person.token)]
    expect(here.problem.code).toBe('not_found')
    expect(told(here)).toEqual(told(there))
  })

  test.each(cases.filter(([name, route]) => !aboutPlace(route) && route.auth === 'user' && name !== 'POST /api/logout' && !name.startsWith('DELETE')))(
    '%s tells nothing of it',
    async (name, route) => {
      const at = await privateHarbour()
      const answered = await ask(route, at, person.token)
      if (byAdministrators.includes(name) && person !== fay) expect(answered.problem.code).toBe('forbidden')
      expect(JSON.stringify(answered.body)).not.toContain(SECRET)
      // That she was in it once is a row of the ex-member's own.
      if (person !== dora) expect(JSON.stringify(answered.body).replaceAll(`"gone":["${at.channelId}"]`, '')).not.toContain(at.channelId)
    },
  )
})

describe('[S51] over REST: the premise', () => {
  test.each(cases.filter(([, route]) => aboutPlace(route)))('%s is there for who belongs', async (name, route) => {
    const author = /messages\/:messageId/.test(name) || name.includes('/members/:userId') ? ben : ada
    expect((await ask(route, await privateHarbour(), author.token)).status, name).toBeLessThan(300)
  })
})
