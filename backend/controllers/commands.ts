import { ChatError, type CommandName } from '@parley/protocol'
import type { Exchange } from '../routes/route.ts'
import { type Caller, type ConnectionCommand, sentences } from '../services/sentences.ts'

/** Who is signed in on this request. */
export function callerOf({ me }: Exchange): Caller {
  if (!me) throw new ChatError('unauthenticated', 'Sign in first')
  return me
}

/** A command over REST: the socket's own sentence. */
export async function sayCommand(exchange: Exchange, name: Exclude<CommandName, ConnectionCommand>, input: unknown): Promise<unknown> {
  const me = callerOf(exchange)
  const { services } = exchange.app
  await services.rates.request(me.userId)
  return sentences[name](services, me, input as never)
}
