import type { IncomingMessage } from 'node:http'
import { ChatError } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import type { Accounts } from '../services/accounts.ts'
import type { Door } from '../socket/door.ts'
import type { RequestReader } from './request.ts'

/** How people come in: a bearer token, or the cookie of our own pages. Both end in the one `authenticate`. */
export class HttpDoor implements Door {
  readonly #accounts: Accounts
  readonly #reader: RequestReader

  constructor(deps: { accounts: Accounts; reader: RequestReader }) {
    this.#accounts = deps.accounts
    this.#reader = deps.reader
  }

  cookieName = (request: IncomingMessage): string => (this.#reader.isSecure(request) ? '__Host-parley' : 'parley')

  addressOf = (request: IncomingMessage): string => this.#reader.addressOf(request)

  /** Who asks over REST. Undefined: nobody says who they are. */
  async who(request: IncomingMessage): Promise<Actor | undefined> {
    const token = bearerOf(request) ?? this.#cookieOf(request, (from) => this.#reader.isOwnPage(from))
    return token === undefined ? undefined : this.#accounts.authenticate(token, this.addressOf(request))
  }

  /** Who opens a socket. A cookie counts only with an Origin of ours; a page elsewhere opens as a visitor. */
  async whoUpgrades(request: IncomingMessage, address: string): Promise<Actor | undefined> {
    const bearer = bearerOf(request)
    if (bearer !== undefined) return this.#accounts.authenticate(bearer, address)
    const cookie = this.#cookieOf(request, (from) => this.#reader.isOwnOrigin(from))
    if (cookie === undefined) return undefined
    // A cookie that has ended makes a visitor: the page hears why from `auth`, not from a failed upgrade.
    return this.#accounts.authenticate(cookie, address).catch((failure: unknown) => {
      if (failure instanceof ChatError) return undefined
      throw failure
    })
  }

  #cookieOf(request: IncomingMessage, counts: (request: IncomingMessage) => boolean): string | undefined {
    const cookies = request.headers.cookie
    if (cookies === undefined) return undefined
    const token = cookieNamed(cookies, this.cookieName(request))
    if (token === undefined || token === '') return undefined
    if (counts(request)) return token
    if (request.method === 'GET' || request.method === 'HEAD') return undefined
    throw new ChatError('forbidden', 'This request did not come from a page of this server')
  }
}

function bearerOf(request: IncomingMessage): string | undefined {
  const { authorization } = request.headers
  if (authorization === undefined) return undefined
  const [, token] = /^Bearer ([^\s]{1,200})$/i.exec(authorization) ?? []
  if (token === undefined) throw new ChatError('unauthenticated', 'Send "Authorization: Bearer <token>"')
  return token
}

function cookieNamed(header: string, name: string): string | undefined {
  const pair = header.split(';').find((part) => part.trim().startsWith(`${name}=`))
  return pair?.trim().slice(name.length + 1)
}
