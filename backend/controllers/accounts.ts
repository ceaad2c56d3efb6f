import type { Login, Register } from '@parley/protocol'
import { ChatError } from '@parley/protocol'
import type { Exchange } from '../routes/route.ts'
import { callerOf } from './commands.ts'

const YEAR_S = 365 * 86_400

/** Our own pages get the session as a cookie that no script can read. */
function setCookie({ app, request, reply }: Exchange, token: string, maxAge: number): void {
  if (!app.reader.isOwnPage(request.raw)) return
  const secure = app.reader.isSecure(request.raw)
  reply.setCookie(app.door.cookieName(request.raw), token, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge })
}

function refuseForeignPages({ app, request }: Exchange): void {
  if (app.reader.isForeignPage(request.raw)) throw new ChatError('forbidden', 'This request did not come from a page of this server')
}

export async function register(exchange: Exchange, input: Register) {
  refuseForeignPages(exchange)
  const { services, reader } = exchange.app
  const { user, token } = await services.accounts.register(input, reader.visitor(exchange.request.raw))
  setCookie(exchange, token, YEAR_S)
  return { success: `Welcome, ${user.name}.`, user, token }
}

export async function login(exchange: Exchange, input: Login) {
  refuseForeignPages(exchange)
  const { services, reader } = exchange.app
  const { user, token } = await services.accounts.login(input, reader.visitor(exchange.request.raw))
  setCookie(exchange, token, YEAR_S)
  return { token, user }
}

export async function logout(exchange: Exchange) {
  await exchange.app.services.accounts.logout(callerOf(exchange))
  setCookie(exchange, '', 0)
  exchange.reply.header('clear-site-data', '"storage"')
  return {}
}

export async function self(exchange: Exchange) {
  const me = callerOf(exchange)
  return { user: { ...me.user, email: await exchange.app.services.accounts.emailOf(me) } }
}
