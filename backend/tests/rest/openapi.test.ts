import { afterAll, expect, test } from 'vitest'
import { routes } from '../../routes/index.ts'
import { startServer } from '../harness.ts'

const server = await startServer()
afterAll(() => server[Symbol.asyncDispose]())
const document = (await server.ask('GET', '/api/openapi.json')).body as {
  openapi: string
  paths: Record<string, Record<string, { operationId: string; responses: object; parameters?: { name: string; in: string }[]; security?: [] }>>
  components: { schemas: Record<string, object> }
}

test('[W70] every route is in the OpenAPI document, once, with an answer and its parameters', () => {
  expect(document.openapi).toBe('3.1.0')
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  )
  expect(operations).toHaveLength(routes.length)
  expect(new Set(operations.map(({ operation }) => operation.operationId)).size).toBe(routes.length)
  for (const { path, operation } of operations) {
    const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect(operation.parameters?.filter((parameter) => parameter.in === 'path').map(({ name }) => name) ?? [], path).toEqual(inPath)
    expect(Object.keys(operation.responses)).toContain('default')
  }
})

test('every reference leads somewhere, and no schema is empty', () => {
  const text = JSON.stringify(document)
  const references = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map(([, to]) => to ?? '')
  expect(references.length).toBeGreaterThan(20)
  for (const reference of references) expect(document.components.schemas, reference).toHaveProperty([reference.replace('#/components/schemas/', '')])
  expect(text).not.toContain('$defs')
  for (const [name, schema] of Object.entries(document.components.schemas)) expect(Object.keys(schema).length, name).toBeGreaterThan(0)
  expect(Object.keys(document.components.schemas)).toEqual(expect.arrayContaining(['Message', 'Channel', 'Head', 'User', 'Problem', 'DurableEvent']))
})

test('what is open says so', () => {
  const open = routes.filter(({ auth }) => auth === 'open').map(({ path }) => path)
  expect(open).toEqual(['/api/register', '/api/login', '/api/boot'])
  for (const path of open) for (const operation of Object.values(document.paths[path] ?? {})) expect(operation.security).toEqual([])
})

test('the reference is one page without a script', async () => {
  const { status, headers, body } = await server.ask('GET', '/api/docs')
  expect(status).toBe(200)
  expect(headers.get('content-security-policy')).toBe("default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'")
  expect(body).not.toMatch(/<script|javascript:|src=/i)
  for (const { path } of routes) expect(body).toContain(path)
})

test('health is told to everybody', async () => {
  expect((await server.ask('GET', '/healthz')).body).toEqual({ status: 'ok' })
  expect((await server.ask('GET', '/readyz')).body).toMatchObject({ status: 'ready' })
})
