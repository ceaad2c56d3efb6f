import type { CommandName } from '@parley/protocol'
import { commands } from '@parley/protocol/schemas'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { z } from 'zod'
import type { App } from '../app.ts'
import { sayCommand } from '../controllers/commands.ts'
import type { Caller, ConnectionCommand } from '../services/sentences.ts'

/** One request on its way through a controller. `me` is there unless the route is open to everybody. */
export interface Exchange {
  app: App
  me: Caller | undefined
  request: FastifyRequest
  reply: FastifyReply
}

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE'
  path: string
  /** Who may ask: anybody, or who is signed in. */
  auth: 'open' | 'user'
  /** Path, query and body together. */
  input: z.ZodType
  output: z.ZodType
  status: number
  summary: string
  say(exchange: Exchange, input: unknown): Promise<unknown>
}

/** A command of the wire under its address: the same schema, the same sentence as on the socket. */
export function command(method: Route['method'], path: string, name: Exclude<CommandName, ConnectionCommand>, summary: string, status = 200): Route {
  const { input, output } = commands[name]
  return { method, path, auth: 'user', input, output, status, summary, say: (exchange, parsed) => sayCommand(exchange, name, parsed) }
}

/** A route with a controller of its own. */
export function route<I extends z.ZodType>(
  head: Pick<Route, 'method' | 'path' | 'auth' | 'output' | 'summary'> & { input: I; status?: number },
  say: (exchange: Exchange, input: z.output<I>) => Promise<unknown>,
): Route {
  return { status: 200, ...head, say: (exchange, parsed) => say(exchange, parsed as z.output<I>) }
}
