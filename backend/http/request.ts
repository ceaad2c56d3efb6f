import type { IncomingMessage } from 'node:http'
import { isIPv4 } from 'node:net'
import proxyAddr from '@fastify/proxy-addr'
import type { Visitor } from '../services/accounts.ts'

const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])
const FORWARDING = ['x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip', 'forwarded', 'via']

const single = (value: string | string[] | undefined): string | undefined => (Array.isArray(value) ? value[0] : value)

const isLoopback = (address: string): boolean => address === '::1' || (isIPv4(address) && address.startsWith('127.'))
const plain = (address: string | undefined): string => (address ?? '').replace(/^::ffff:/, '')

/**
 * A person followed a link to us: the answer goes into a page of its own, which nobody else can read or frame. Only what
 * merely reads may be a visit. Without this, a permalink in a mail or on a wiki would open the sign-in form.
 */
function isVisit({ method, headers }: IncomingMessage): boolean {
  return method === 'GET' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

/** How requests are read: whom we believe about addresses and schemes, and which pages are ours. */
export class RequestReader {
  readonly #trust: (address: string, hop: number) => boolean
  readonly #trustsNobody: boolean
  readonly #publicUrl: string
  readonly #allowed: ReadonlySet<string>

  constructor(options: { trustedProxies: readonly string[]; publicUrl: string; allowedOrigins: readonly string[] }) {
    // Without TRUSTED_PROXIES forwarding headers are ignored.
    this.#trustsNobody = options.trustedProxies.length === 0
    this.#trust = this.#trustsNobody ? () => false : proxyAddr.compile([...options.trustedProxies])
    this.#publicUrl = options.publicUrl
    this.#allowed = new Set(options.allowedOrigins)
  }

  addressOf = (request: IncomingMessage): string => plain(this.#trustsNobody ? request.socket.remoteAddress : proxyAddr(request, this.#trust))

  isSecure(request: IncomingMessage): boolean {
    if (this.#publicUrl !== '') return this.#publicUrl.startsWith('https:')
    const believed = this.#trust(plain(request.socket.remoteAddress), 0)
    return believed && single(request.headers['x-forwarded-proto']) === 'https'
  }

  /** Where our own pages come from, as this browser sees us. */
  #ownOrigin(request: IncomingMessage): string {
    return this.#publicUrl !== '' ? this.#publicUrl : `${this.isSecure(request) ? 'https' : 'http'}://${request.headers.host ?? ''}`
  }

  /** A page of another home, named by ALLOWED_ORIGINS: it signs in by token, never by cookie. */
  isAllowedOrigin = (origin: string | undefined): origin is string => origin !== undefined && this.#allowed.has(origin)

  isOwnOrigin = (request: IncomingMessage): boolean => request.headers.origin !== undefined && request.headers.origin === this.#ownOrigin(request)

  /**
   * Whether a page of ours sent this, so that the cookie counts. What changes state must show it, by Origin or by
   * Fetch Metadata; what only reads must not show the contrary.
   */
  isOwnPage(request: IncomingMessage): boolean {
    const site = single(request.headers['sec-fetch-site'])
    const { origin } = request.headers
    if (origin !== undefined && !this.isOwnOrigin(request)) return false
    if (origin === undefined && isVisit(request)) return true
    if (site !== undefined && site !== 'same-origin' && site !== 'none') return false
    const reads = request.method === 'GET' || request.method === 'HEAD'
    return reads || origin !== undefined || site === 'same-origin'
  }

  /** Another site's page sent this: it may not even try a password. */
  isForeignPage(request: IncomingMessage): boolean {
    const { origin } = request.headers
    if (origin !== undefined) return !this.isOwnOrigin(request) && !this.isAllowedOrigin(origin)
    const site = single(request.headers['sec-fetch-site'])
    return site === 'cross-site' || site === 'same-site'
  }

  visitor(request: IncomingMessage): Visitor {
    return { address: this.addressOf(request), device: (single(request.headers['user-agent']) ?? '').slice(0, 200), isLocal: this.isLocal(request) }
  }

  /**
   * A loopback peer without forwarding headers, asking by a loopback name: a page elsewhere that points its own name at
   * this machine does not count.
   */
  isLocal(request: IncomingMessage): boolean {
    const { host = '' } = request.headers
    const named = LOOPBACK_NAMES.has(host.replace(/:\d+$/, '').toLowerCase())
    return named && isLoopback(plain(request.socket.remoteAddress)) && FORWARDING.every((header) => request.headers[header] === undefined)
  }
}
