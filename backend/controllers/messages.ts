import type { MessagesQuery, PostMessage, SearchQuery } from '@parley/protocol'
import type { Exchange } from '../routes/route.ts'
import { callerOf } from './commands.ts'

/** The seed's `POST /api/message`: 201 when it is new, 200 for a repeat. */
export async function post(exchange: Exchange, input: PostMessage) {
  const { message, fresh } = await exchange.app.services.messages.post(callerOf(exchange), input)
  exchange.reply.code(fresh ? 201 : 200)
  return { success: 'Sent.', message }
}

export async function page(exchange: Exchange, query: MessagesQuery) {
  const me = callerOf(exchange)
  await exchange.app.services.rates.request(me.userId)
  return exchange.app.services.messages.pageOf(me, query)
}

/** `channel` is an id or the name of a public channel, as everywhere in the seed's words. */
export async function search(exchange: Exchange, query: SearchQuery) {
  const me = callerOf(exchange)
  await exchange.app.services.rates.request(me.userId)
  return exchange.app.services.messages.searchOf(me, query)
}
