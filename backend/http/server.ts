import { randomUUID } from 'node:crypto'
import cookie from '@fastify/cookie'
import { ChatError } from '@parley/protocol'
import Fastify, { type FastifyBaseLogger, type FastifyInstance, LogController } from 'fastify'
import type { App } from '../app.ts'
import { routes } from '../routes/index.ts'
import type { Route } from '../routes/route.ts'
import { docsPage } from './docs.ts'
import { servePictures } from './emoji.ts'
import { allowOtherHomes, sendSafeHeaders } from './headers.ts'
import { inputOf, numbersOf, readJsonOnly } from './input.ts'
import { metricsOf } from './metrics.ts'
import { openApi } from './openapi.ts'
import { sendProblem } from './problem.ts'
import { readinessOf } from './readiness.ts'
import { letLeave } from './unsubscribe.ts'

const DOCS_CSP = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'"

/** The HTTP side: the route table, errors as problems, health, metrics and the reference. */
export function createHttp(app: App, logger: FastifyBaseLogger): FastifyInstance {
  const http = Fastify({
    // Requests are counted in the metrics, not logged: an address may hold what a person searched for.
    loggerInstance: logger,
    logController: new LogController({ disableRequestLogging: true }),
    bodyLimit: app.limits.bodyBytes,
    requestTimeout: 30_000,
    http: { headersTimeout: 10_000, maxHeaderSize: 16_384, connectionsCheckingInterval: 2_000 },
    genReqId: () => randomUUID(),
    routerOptions: { maxParamLength: 200 },
    forceCloseConnections: true,
  })
  http.register(cookie)
  readJsonOnly(http)
  sendSafeHeaders(http, app.reader)
  allowOtherHomes(http, app.reader)
  http.addHook('onRequest', async (request) => {
    const query = request.query as Record<string, unknown>
    if ('token' in query || 'access_token' in query)
      throw new ChatError('bad_request', 'A token does not belong into an address; send "Authorization: Bearer <token>"')
  })
  http.setErrorHandler(sendProblem)
  http.setNotFoundHandler((request, reply) => sendProblem(absent(request.method, request.url, reply), request, reply))
  for (const route of routes) mount(http, app, route)
  mountOwn(http, app)
  letLeave(http, app)
  servePictures(http, app)
  return http
}

function mount(http: FastifyInstance, app: App, route: Route): void {
  const numbers = numbersOf(route.input)
  http.route({
    method: route.method,
    url: route.path,
    handler: async (request, reply) => {
      const actor = await app.door.who(request.raw)
      if (!actor && route.auth === 'user') throw new ChatError('unauthenticated', 'Sign in first: POST /api/login answers a token')
      const me = actor && { ...actor, address: app.door.addressOf(request.raw) }
      const input = route.input.parse(inputOf(request, numbers))
      reply.code(route.status)
      return (await route.say({ app, me, request, reply }, input)) ?? {}
    },
  })
}

/** A path that knows another method says so; any other is not found. */
function absent(method: string, url: string, reply: { header(name: string, value: string): unknown }): ChatError {
  const path = url.split('?', 1)[0] ?? ''
  const others = routes.filter((route) => new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+')}$`).test(path)).map((route) => route.method)
  if (others.length === 0) return new ChatError('not_found', 'There is nothing at this address')
  reply.header('allow', [...new Set(others)].join(', '))
  return new ChatError('method_not_allowed', `${method} does not fit here; use ${others.join(' or ')}`)
}

function mountOwn(http: FastifyInstance, app: App): void {
  const document = openApi(routes, app.version)
  const page = docsPage(routes, document)
  const metrics = metricsOf(app)
  app.house?.onFigures(() => metrics.getMetricsAsJSON())
  // A page elsewhere that is not allowed here can still tell "refused" from "gone", and say so to a person.
  http.get('/healthz', async (_request, reply) => reply.header('cross-origin-resource-policy', 'cross-origin').send({ status: 'ok' }))
  http.get('/readyz', async (_request, reply) => {
    const readiness = await readinessOf(app)
    return reply.code(readiness.status === 'ready' ? 200 : 503).send(readiness)
  })
  http.get('/api/openapi.json', async () => document)
  http.get('/api/docs', async (_request, reply) => reply.header('content-security-policy', DOCS_CSP).type('text/html; charset=utf-8').send(page))
  http.get('/metrics', async (request, reply) => {
    const me = await app.door.who(request.raw).catch(() => undefined)
    const isAdmin = me?.user.role === 'owner' || me?.user.role === 'admin'
    if (!isAdmin && !app.reader.isLocal(request.raw)) throw new ChatError('not_found', 'There is nothing at this address')
    return reply.type(metrics.contentType).send(await (app.house ? app.house.figures() : metrics.metrics()))
  })
}
