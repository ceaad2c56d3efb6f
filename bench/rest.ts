import { type Answer, ChatError, type CommandInput, type ErrorCode, errors, type Problem } from '@parley/protocol'

/** The connection went before the answer came: the outcome is unknown (I5). */
export class Lost extends Error {
  override name = 'Lost'
}

type Method = 'GET' | 'POST' | 'PATCH' | 'DELETE'

/** One REST request. Throws `ChatError` for a refusal and `Lost` when nobody answered. */
export async function ask<T>(url: string, token: string, method: Method, path: string, body?: unknown): Promise<T> {
  const headers = { ...(token && { authorization: `Bearer ${token}` }), ...(body !== undefined && { 'content-type': 'application/json' }) }
  const { ok, answer } = await fetched(`${url}${path}`, { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
  if (ok) return answer as T
  throw refusalOf(answer as Problem)
}

async function fetched(url: string, request: RequestInit): Promise<{ ok: boolean; answer: unknown }> {
  try {
    const response = await fetch(url, request)
    return { ok: response.ok, answer: await response.json() }
  } catch (failure) {
    throw new Lost(String(failure))
  }
}

const refusalOf = ({ code, detail, retryMs }: Problem): ChatError => new ChatError((code in errors ? code : 'internal') as ErrorCode, detail, retryMs)

interface Route {
  method: Method
  path: string
}
const asked = {
  'message.send': ({ channelId }: CommandInput<'message.send'>): Route => ({ method: 'POST', path: `/api/channels/${channelId}/messages` }),
  'message.edit': ({ messageId }: CommandInput<'message.edit'>): Route => ({ method: 'PATCH', path: `/api/messages/${messageId}` }),
  'message.delete': ({ messageId }: CommandInput<'message.delete'>): Route => ({ method: 'DELETE', path: `/api/messages/${messageId}` }),
  'member.add': ({ channelId }: CommandInput<'member.add'>): Route => ({ method: 'POST', path: `/api/channels/${channelId}/members` }),
  'member.remove': ({ channelId, userId }: CommandInput<'member.remove'>): Route => ({
    method: 'DELETE',
    path: `/api/channels/${channelId}/members/${userId}`,
  }),
}
export type AskedName = keyof typeof asked

/** A command of the wire over REST. */
export function command<N extends AskedName>(url: string, token: string, name: N, input: CommandInput<N>): Promise<Answer<N>> {
  const { method, path } = asked[name](input as never)
  return ask<Answer<N>>(url, token, method, path, method === 'DELETE' ? undefined : input)
}
