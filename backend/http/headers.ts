import type { FastifyInstance } from 'fastify'
import type { RequestReader } from './request.ts'

const API_CSP = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"

/** What every answer carries; pages bring their own content policy. */
export function sendSafeHeaders(http: FastifyInstance, reader: RequestReader): void {
  http.addHook('onRequest', async (request, reply) => {
    reply.headers({
      'content-security-policy': API_CSP,
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=()',
      'cache-control': 'no-store',
    })
    if (reader.isSecure(request.raw)) reply.header('strict-transport-security', 'max-age=31536000')
  })
}

/** Pages of another home (ALLOWED_ORIGINS) may ask by token; no cookie ever crosses origins. */
export function allowOtherHomes(http: FastifyInstance, reader: RequestReader): void {
  http.addHook('onRequest', async (request, reply) => {
    const { origin } = request.headers
    if (!reader.isAllowedOrigin(origin)) return
    reply.headers({ 'access-control-allow-origin': origin, vary: 'origin', 'cross-origin-resource-policy': 'cross-origin' })
    if (request.method !== 'OPTIONS') return
    reply.headers({
      'access-control-allow-methods': 'GET, POST, PATCH, DELETE',
      'access-control-allow-headers': 'authorization, content-type',
      'access-control-max-age': '600',
    })
    await reply.code(204).send()
  })
}

export const pageCsp = (scriptHashes: readonly string[], socketOrigin: string): string =>
  [
    "default-src 'self'",
    `script-src 'self' ${scriptHashes.map((hash) => `'sha256-${hash}'`).join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self'",
    `connect-src 'self' ${socketOrigin}`,
    "worker-src 'self'",
    "manifest-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; ')
