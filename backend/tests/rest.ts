import { errors, type Problem } from '@parley/protocol'
import { problemSchema } from '@parley/protocol/schemas'
import { expect } from 'vitest'
import { routes } from '../routes/index.ts'

export interface RequestOptions {
  token?: string
  body?: unknown
  headers?: Record<string, string>
}

export interface Answered {
  status: number
  headers: Headers
  body: unknown
  /** What a problem says; throws when the answer is none. */
  readonly problem: Problem
}

const pattern = (path: string): RegExp => new RegExp(`^${path.replace(/:\w+/g, '[^/]+')}$`)

/** Literal paths win over those with parameters, as in the server's router. */
export const routeOf = (method: string, path: string) =>
  routes
    .filter((route) => route.method === method && pattern(route.path).test(path))
    .sort((a, b) => a.path.split(':').length - b.path.split(':').length)
    .at(0)

/** Among several nodes: a connection that is kept would keep its node. */
const eachItsOwn = process.env.TEST_STORE === 'cluster' ? { connection: 'close' } : {}

/**
 * Asks over HTTP and holds every answer to its promise: a success to the output schema of its route without a field
 * more [S44], a failure to the problem document.
 */
export async function request(url: string, method: string, path: string, { token, body, headers = {} }: RequestOptions = {}): Promise<Answered> {
  const response = await fetch(url + path, {
    method,
    redirect: 'manual',
    headers: {
      ...eachItsOwn,
      ...(token && { authorization: `Bearer ${token}` }),
      ...(body !== undefined && { 'content-type': 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  })
  const text = await response.text()
  const isJson = /json/.test(response.headers.get('content-type') ?? '')
  const answered: unknown = isJson && text !== '' ? JSON.parse(text) : text
  const route = routeOf(method, path.split('?', 1)[0] ?? '')
  if (response.ok && route) expect(answered, `${method} ${path}`).toEqual(route.output.parse(answered))
  if (!response.ok && isJson) assertProblem(answered, response)
  return {
    status: response.status,
    headers: response.headers,
    body: answered,
    get problem() {
      return problemSchema.parse(answered)
    },
  }
}

function assertProblem(body: unknown, response: Response): void {
  const problem = problemSchema.parse(body)
  expect(body).toEqual(problem)
  expect(response.headers.get('content-type')).toMatch(/^application\/problem\+json/)
  expect(problem.status).toBe(response.status)
  expect(errors).toHaveProperty(problem.code)
  if (problem.retryMs !== undefined) expect(Number(response.headers.get('retry-after'))).toBeGreaterThanOrEqual(1)
}
