import { type Boot, type BootQuery, ChatError, type Import, type Position, PROTOCOL_VERSION } from '@parley/protocol'
import type { Exchange } from '../routes/route.ts'
import { callerOf } from './commands.ts'

/** What a page needs to begin; `path` asks for what the first paint shows there, `lastPlace` is where this browser was. Without that the page works too, and asks. */
export async function boot({ app, me, request }: Exchange, { path }: BootQuery, lastPlace?: string): Promise<Boot> {
  const { name, registration } = await app.services.people.workspace()
  const firstRun = (await app.services.accounts.anyone()) ? null : { here: app.reader.isLocal(request.raw) }
  const values: Boot = { protocol: PROTOCOL_VERSION, workspace: { name, registration }, firstRun, signedIn: me !== undefined }
  if (path === undefined) return values
  if (!me) {
    const [, code] = /^\/invite\/([^/?]+)/.exec(path) ?? []
    if (code === undefined) return values
    const admits = registration !== 'closed' && (await app.services.invites.admits(code))
    return { ...values, invite: admits ? 'valid' : 'void' }
  }
  const session = await app.services.openings.at(me, path, lastPlace).catch((failure: unknown) => {
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
