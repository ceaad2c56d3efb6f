import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { Store } from '../../store/store.ts'

const SIGN_CHARS = 32

/** How who gets mails ends them without signing in: an address that only this server can have made, and that does nothing else (RFC 8058). */
export class Leaving {
  readonly #store: Store
  readonly #home: string
  #key: Promise<string> | undefined
  constructor(store: Store, home: string) {
    this.#store = store
    this.#home = home
  }

  /** Made once, then kept: what stands in a mail of last year still works. */
  #keyOf(): Promise<string> {
    this.#key ??= this.#store.write('secret.make', { name: 'unsubscribe', value: randomBytes(32).toString('base64url') })
    this.#key.catch(() => {
      this.#key = undefined
    })
    return this.#key
  }

  async #signOf(userId: string): Promise<string> {
    return createHmac('sha256', await this.#keyOf())
      .update(`no mails for ${userId}`)
      .digest('base64url')
      .slice(0, SIGN_CHARS)
  }

  linkFor = async (userId: string): Promise<string> => `${this.#home}/unsubscribe/${userId}.${await this.#signOf(userId)}`

  /** Whose the token is; undefined for one that was not made here. */
  async whose(token: string): Promise<string | undefined> {
    const at = token.lastIndexOf('.')
    const [userId, sign] = [token.slice(0, at), Buffer.from(token.slice(at + 1))]
    const right = Buffer.from(await this.#signOf(userId))
    return at > 0 && sign.length === right.length && timingSafeEqual(sign, right) ? userId : undefined
  }

  /** No more mails. Answers whether there was anybody to leave in peace; said twice it is said once. */
  async leave(token: string): Promise<boolean> {
    const userId = await this.whose(token)
    if (userId === undefined) return false
    const { mail } = await this.#store.read('preferences.get', { userId })
    if (mail) await this.#store.write('preferences.update', { userId, changes: { mail: false } })
    return true
  }
}
