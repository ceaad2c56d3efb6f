import { createHash, hash, randomBytes, timingSafeEqual } from 'node:crypto'
import { ChatError, LIMITS, type Login, type Register, type Session, type User, type Workspace } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../models/actor.ts'
import { emailKey, handleFrom } from '../models/names.ts'
import { assertStrongPassword } from '../models/password-rules.ts'
import type { Store } from '../store/store.ts'
import type { Passwords } from './passwords.ts'
import type { Rates } from './rates.ts'

/** Where a sign-in comes from. */
export interface Visitor {
  /** The peer's address, or what a trusted proxy says of it. */
  address: string
  device: string
  /** A browser or tool on the server's own machine, asking by a loopback name. */
  isLocal: boolean
}

export interface SessionLives {
  idleMs: number
  totalMs: number
}

/** What the configuration says of new accounts, over what the workspace says. */
type Registration = Workspace['registration'] | undefined

const TOUCH_EVERY_MS = 60_000
const hashOf = (secret: string): string => hash('sha256', secret, 'base64url')
const newSecret = (): string => randomBytes(32).toString('base64url')
export const newOwnerCode = (): string => randomBytes(9).toString('base64url')
const ended = (): ChatError => new ChatError('unauthenticated', 'This session has ended, or never was; sign in again')
const wrong = (): ChatError => new ChatError('unauthenticated', 'That account and password do not fit')

export class Accounts {
  readonly #store: Store
  readonly #passwords: Passwords
  readonly #rates: Rates
  readonly #lives: SessionLives
  readonly #registration: Registration
  /** Told to who starts the server; lets the first account register from another machine. */
  readonly ownerCode: string
  /** Sessions seen since their row was last touched. */
  readonly #seen = new Map<string, string>()
  #touchedAt = Date.now()

  constructor(deps: {
    store: Store
    passwords: Passwords
    rates: Rates
    lives?: Partial<SessionLives>
    registration?: Registration
    ownerCode?: string | undefined
  }) {
    this.#registration = deps.registration
    this.ownerCode = deps.ownerCode ?? newOwnerCode()
    this.#store = deps.store
    this.#passwords = deps.passwords
    this.#rates = deps.rates
    this.#lives = { idleMs: deps.lives?.idleMs ?? LIMITS.sessionIdleMs, totalMs: deps.lives?.totalMs ?? LIMITS.sessionMs }
  }

  anyone = (): Promise<boolean> => this.#store.read('account.anyone', {})

  async register(input: Register, visitor: Visitor): Promise<{ user: User; token: string }> {
    const suggested = handleFrom(input.name)
    assertStrongPassword(input.password, { name: input.name, email: input.email, handle: input.handle ?? suggested })
    await this.#rates.registration(visitor.address)
    const passwordHash = await this.#passwords.hash(input.password)
    const user = await this.#store.write('account.register', {
      id: uuidv7(),
      name: input.name,
      handle: input.handle,
      suggested,
      email: input.email,
      passwordHash,
      registration: this.#registration,
      mayOwn: visitor.isLocal || this.#isOwnerCode(input.ownerCode),
      inviteHash: input.invite === undefined ? undefined : hashOf(input.invite),
    })
    return { user, token: await this.#openSession(user.id, visitor, undefined) }
  }

  /** Unknown account and wrong password answer alike, in words and in time. */
  async login(input: Login, visitor: Visitor): Promise<{ user: User; token: string }> {
    const name = (input.email ?? input.handle ?? input.username ?? '').trim()
    const account = emailKey(name.replace(/^@/, ''))
    if (input.password.length > LIMITS.passwordMaxChars * 2) throw wrong()
    const found = await this.#store.read('account.credentials', account.includes('@') ? { email: account } : { handle: account })
    const fits = await this.#rates.guess(account, visitor.address, () => this.#passwords.verify(input.password, found?.passwordHash ?? null))
    if (!found || !fits) throw wrong()
    const rehashed = found.passwordHash && this.#passwords.isDated(found.passwordHash) ? await this.#passwords.hash(input.password) : undefined
    return { user: found.user, token: await this.#openSession(found.user.id, visitor, rehashed) }
  }

  /** The one authentication there is: REST, the upgrade and the socket's `auth` all come here. */
  async authenticate(token: string, address: string): Promise<Actor> {
    if (!/^ct_[A-Za-z0-9_-]{43}$/.test(token)) throw ended()
    const signedIn = await this.#store.read('session.byToken', { tokenHash: hashOf(token), idleMs: this.#lives.idleMs })
    if (!signedIn) throw ended()
    this.saw(signedIn.sessionId, address)
    return { userId: signedIn.user.id, sessionId: signedIn.sessionId, user: signedIn.user }
  }

  /** Remembers that a session is in use; written with others, once in a while. */
  saw(sessionId: string, address: string): void {
    this.#seen.set(sessionId, address)
  }

  async touchSeen(): Promise<void> {
    if (this.#seen.size === 0 || Date.now() - this.#touchedAt < Math.min(TOUCH_EVERY_MS, this.#lives.idleMs / 4)) return
    this.#touchedAt = Date.now()
    const sessions = [...this.#seen].map(([id, address]) => ({ id, address }))
    this.#seen.clear()
    await this.#store.write('session.touch', { sessions })
  }

  /** Which of these sessions still stand. */
  standing = (sessionIds: readonly string[]): Promise<string[]> => this.#store.read('session.standing', { sessionIds, idleMs: this.#lives.idleMs })

  async emailOf(me: Actor): Promise<string> {
    return (await this.#store.read('account.credentials', { userId: me.userId }))?.email ?? ''
  }

  async logout(me: Actor): Promise<void> {
    await this.revoke(me, me.sessionId)
  }

  sessions = async (me: Actor): Promise<Session[]> =>
    this.#store.read('session.list', { userId: me.userId, currentId: me.sessionId, idleMs: this.#lives.idleMs })

  async revoke(me: Actor, sessionId: string): Promise<void> {
    await this.#store.write('session.revoke', { userId: me.userId, which: { sessionId } })
  }

  revokeOthers = (me: Actor): Promise<number> => this.#store.write('session.revoke', { userId: me.userId, which: { besides: me.sessionId } })

  async changePassword(me: Actor, input: { current: string; password: string }, address: string): Promise<void> {
    const found = await this.#store.read('account.credentials', { userId: me.userId })
    const fits = await this.#rates.guess(me.userId, address, () => this.#passwords.verify(input.current, found?.passwordHash ?? null))
    if (!found || !fits) throw new ChatError('forbidden', 'Your current password is another one; nothing was changed')
    assertStrongPassword(input.password, { name: found.user.name, email: found.email, handle: found.user.handle })
    const passwordHash = await this.#passwords.hash(input.password)
    await this.#store.write('account.changePassword', { userId: me.userId, sessionId: me.sessionId, passwordHash })
  }

  async #openSession(userId: string, visitor: Visitor, passwordHash: string | undefined): Promise<string> {
    const token = `ct_${newSecret()}`
    const expiresAt = Date.now() + this.#lives.totalMs
    await this.#store.write('session.open', {
      id: uuidv7(),
      userId,
      tokenHash: hashOf(token),
      device: visitor.device,
      address: visitor.address,
      expiresAt,
      passwordHash,
    })
    return token
  }

  #isOwnerCode(code: string | undefined): boolean {
    if (code === undefined) return false
    return timingSafeEqual(createHash('sha256').update(code.trim()).digest(), createHash('sha256').update(this.ownerCode).digest())
  }
}
