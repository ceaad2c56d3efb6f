import type { Handle } from './people.ts'

/** The REST side, as one person. */
export class Api {
  readonly #url: string
  readonly #token: string | undefined

  constructor(url: string, token?: string) {
    this.#url = url
    this.#token = token
  }

  as(token: string): Api {
    return new Api(this.#url, token)
  }

  get<T>(path: string): Promise<T> {
    return this.#ask('GET', path)
  }

  post<T>(path: string, body: object): Promise<T> {
    return this.#ask('POST', path, body)
  }

  put<T>(path: string, body: object): Promise<T> {
    return this.#ask('PUT', path, body)
  }

  patch<T>(path: string, body: object): Promise<T> {
    return this.#ask('PATCH', path, body)
  }

  /** The caller says what comes back: the server's own schemas checked it on its way out. */
  async #ask<T>(method: string, path: string, body?: object): Promise<T> {
    const headers = { ...(body && { 'content-type': 'application/json' }), ...(this.#token && { authorization: `Bearer ${this.#token}` }) }
    const answer = await fetch(this.#url + path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return (await answer.json()) as T
  }
}

/** The REST side, as somebody who has an account. */
export type As = (who: Handle) => Api
