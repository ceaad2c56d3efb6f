import { type Boot, type BootQuery, ChatError, type Import, type Position, PROTOCOL_VERSION } from '@parley/protocol'
import type { Exchange } from '../routes/route.ts'
import { callerOf } from './commands.ts'

/** What a page needs to begin; `path` asks for what the first paint shows there, `home` is where home is in this browser. Without that the page works too, and asks. */
export async function boot({ app, me, request }: Exchange, { path }: BootQuery, home?: string): Promise<Boot> {
  const { name, registration } = await app.services.people.workspace()
  const firstRun = (await app.services.accounts.anyone()) ? null : { here: app.reader.isLocal(request.raw) }
  const values = { protocol: PROTOCOL_VERSION, workspace: { name, registration }, firstRun, signedIn: me !== undefined }
  if (!me || path === undefined) return values
  const session = await app.services.openings.at(me, path, home).catch((failure: unknown) => {
    if (!(failure instanceof ChatError)) request.log.error(failure, 'the opening of a page could not be read')
    return null
  })
  return session ? { ...values, session } : values
}

export async function sync(exchange: Exchange, position: Position) {
  const me = callerOf(exchange)
  await exchange.app.services.rates.request(me.userId)
  return exchange.app.services.sync.once(me, position)
}

export const bringIn = (exchange: Exchange, history: Import) => exchange.app.services.people.bringIn(callerOf(exchange), history)
