import { ChatError, type ErrorCode, errors, type Login, type Problem, type Register, type User } from '@parley/protocol'
import type { TokenStorage } from './tokens.ts'

export interface RestOptions {
  url: string
  token?: string | undefined
  fetch: typeof fetch
}

interface AccountOptions {
  url: string
  fetch: typeof fetch
  tokens: TokenStorage
}

/** The part of the REST side that is needed where no socket session exists yet. */
export class Account {
  readonly #options: AccountOptions
  readonly #left: (reason: string) => void

  constructor(options: AccountOptions, left: (reason: string) => void) {
    this.#options = options
    this.#left = left
  }

  register(input: Register): Promise<{ user: User; token: string }> {
    return this.#enter('/api/register', input)
  }

  login(input: Login): Promise<{ user: User; token: string }> {
    return this.#enter('/api/login', input)
  }

  /** Ends the session and the connection. */
  async logout(): Promise<void> {
    const { tokens, ...rest } = this.#options
    await post({ ...rest, token: tokens.load() }, '/api/logout', {})
    tokens.save(undefined)
    this.#left('Signed out')
  }

  /** Without a token: one whose session has ended would be refused before the password is looked at. */
  async #enter(path: string, input: Login | Register): Promise<{ user: User; token: string }> {
    const { tokens, ...rest } = this.#options
    const entered = await post<{ user: User; token: string }>(rest, path, input)
    tokens.save(entered.token)
    return entered
  }
}

/** One REST call; a problem document becomes a `ChatError`. */
export async function post<T>({ url, token, fetch }: RestOptions, path: string, body: unknown): Promise<T> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) }
  const address = url.replace(/^ws/, 'http').replace(/\/$/, '') + path
  const response = await fetch(address, { method: 'POST', headers, body: JSON.stringify(body) }).catch(() => {
    throw new ChatError('unavailable', 'The server cannot be reached')
  })
  const answer: unknown = await response.json().catch(() => ({}))
  if (!response.ok) throw problem(answer as Partial<Problem>, response.status)
  return answer as T
}

/** A proxy's error page is no problem document: then the status decides. */
function problem({ code, detail, title, retryMs, issues }: Partial<Problem>, status: number): ChatError {
  const known = Object.keys(errors).find((name): name is ErrorCode => name === code)
  const byStatus = Object.keys(errors).find((name): name is ErrorCode => errors[name as ErrorCode].status === status)
  const message = issues?.[0]?.message ?? detail ?? title ?? `The server answered ${status}`
  return new ChatError(known ?? byStatus ?? (status >= 500 ? 'unavailable' : 'bad_request'), message, retryMs)
}
