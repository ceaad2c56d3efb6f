import { z } from 'zod'

/** Where the NATS servers are, and how to come in. */
export interface BrokerAddress {
  /** `host:port`, without secrets: fit for a log. */
  readonly servers: readonly string[]
  readonly tls: boolean
  readonly user?: string
  readonly pass?: string
  readonly token?: string
}

const WRONG = 'must be nats://host:4222 or tls://host:4222, perhaps with user:password@, several servers of one cluster separated by commas'

function addressOf(text: string): BrokerAddress | undefined {
  const parts = text.split(',').map((part) => part.trim())
  if (!parts.every((part) => URL.canParse(part))) return undefined
  const urls = parts.map((part) => new URL(part))
  if (!urls.every(({ protocol, hostname, pathname }) => /^(?:nats|tls):$/.test(protocol) && hostname !== '' && /^\/?$/.test(pathname))) return undefined
  const [first] = urls
  if (!first || urls.some(({ protocol }) => protocol !== first.protocol)) return undefined
  const [user, pass] = [decodeURIComponent(first.username), decodeURIComponent(first.password)]
  const servers = urls.map(({ hostname, port }) => `${hostname}:${port || '4222'}`)
  const secrets = user === '' ? {} : pass === '' ? { token: user } : { user, pass }
  return Object.freeze({ servers, tls: first.protocol === 'tls:', ...secrets })
}

/** `BROKER_URL`: empty for none. A name alone before the @ is a token. */
export const brokerSchema = z
  .string()
  .default('')
  .transform((text, at) => {
    if (text === '') return undefined
    const address = addressOf(text)
    if (!address) at.addIssue({ code: 'custom', message: WRONG })
    return address
  })
