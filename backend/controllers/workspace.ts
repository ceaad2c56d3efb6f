import type { Boot, Import, Position } from '@parley/protocol'
import { PROTOCOL_VERSION } from '@parley/protocol'
import type { Exchange } from '../routes/route.ts'
import { callerOf } from './commands.ts'

/** What a page needs to know before anybody is signed in. */
export async function boot({ app, me, request }: Exchange): Promise<Boot> {
  const { name, registration } = await app.services.people.workspace()
  const firstRun = (await app.services.accounts.anyone()) ? null : { here: app.reader.isLocal(request.raw) }
  return { protocol: PROTOCOL_VERSION, workspace: { name, registration }, firstRun, signedIn: me !== undefined }
}

export async function sync(exchange: Exchange, position: Position) {
  const me = callerOf(exchange)
  await exchange.app.services.rates.request(me.userId)
  return exchange.app.services.sync.once(me, position)
}

export const bringIn = (exchange: Exchange, history: Import) => exchange.app.services.people.bringIn(callerOf(exchange), history)
