import { randomBytes, timingSafeEqual } from 'node:crypto'
import { ChatError, LIMITS } from '@parley/protocol'
import { type Derivation, Deriver } from './derive.ts'

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane. */
const PARAMETERS = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }

const base64 = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '')

interface Phc {
  memory: number
  passes: number
  parallelism: number
  salt: Buffer
  tag: Buffer
}

function parsePhc(text: string): Phc | undefined {
  const match = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([^$]+)\$([^$]+)$/.exec(text)
  if (!match) return undefined
  const [, memory, passes, parallelism, salt = '', tag = ''] = match
  return {
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, 'base64'),
    tag: Buffer.from(tag, 'base64'),
  }
}

/** Argon2id off the event loop: two at once, a bounded queue, then `unavailable`. */
export class Passwords {
  readonly #free = Array.from({ length: LIMITS.passwordsAtOnce }, () => new Deriver())
  readonly #queue: ((deriver: Deriver) => void)[] = []
  /** What a sign-in without an account is compared with, so that it takes as long. */
  #decoy: Promise<string> | undefined

  async hash(password: string): Promise<string> {
    const nonce = randomBytes(16)
    const { memory, passes, parallelism, tagLength } = PARAMETERS
    const tag = await this.#inTurn({ message: password, nonce, memory, passes, parallelism, tagLength })
    return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(tag)}`
  }

  /** Whether the password fits. Without a hash it compares with a decoy and answers false after the same work. */
  async verify(password: string, stored: string | null): Promise<boolean> {
    this.#decoy ??= this.hash(randomBytes(16).toString('hex'))
    const decoy = await this.#decoy.catch((failure: unknown) => {
      this.#decoy = undefined
      throw failure
    })
    const phc = parsePhc(stored ?? decoy)
    if (!phc) return false
    const { memory, passes, parallelism, salt, tag } = phc
    const found = await this.#inTurn({ message: password, nonce: salt, memory, passes, parallelism, tagLength: tag.length })
    return timingSafeEqual(found, tag) && stored !== null
  }

  /** True when the hash was made with weaker parameters than today's. */
  isDated(stored: string): boolean {
    const phc = parsePhc(stored)
    return !phc || phc.memory < PARAMETERS.memory || phc.passes < PARAMETERS.passes
  }

  async #inTurn(derivation: Derivation): Promise<Buffer> {
    const deriver = this.#free.pop() ?? (await this.#wait())
    try {
      return await deriver.derive(derivation)
    } finally {
      const next = this.#queue.shift()
      if (next) next(deriver)
      else this.#free.push(deriver)
    }
  }

  #wait(): Promise<Deriver> {
    if (this.#queue.length < LIMITS.passwordsWaiting) return new Promise((resolve) => this.#queue.push(resolve))
    throw new ChatError('unavailable', 'Many people sign in at the moment; try again in a few seconds', 2_000)
  }
}
