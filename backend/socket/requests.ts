import { ChatError, type ErrorCode, errors, type Failure, LIMITS, type Reply } from '@parley/protocol'
import { type Request, requestSchema } from '@parley/protocol/schemas'
import type { z } from 'zod'
import { parseJson } from '../utils/json.ts'

/** A frame as a request, or what is wrong with it. */
export function parseRequest(text: string): Request | Reply {
  const parsed = requestSchema.safeParse(parseJson(text, LIMITS.jsonDepth))
  if (parsed.success) return parsed.data
  return { re: null, error: failureOf(new ChatError('bad_request', 'Send one JSON object: {"id": number, "type": string, "data": object}')) }
}

export const isReply = (frame: Request | Reply): frame is Reply => 're' in frame

/** The second of the two places where a failure becomes an answer; the other is REST's. */
export function failureOf(failure: unknown): Failure {
  if (!(failure instanceof ChatError)) return { code: 'internal', message: errors.internal.title, retry: errors.internal.retry }
  const advice: Failure = { code: failure.code, message: failure.message, retry: errors[failure.code as ErrorCode].retry }
  return failure.retryMs === undefined ? advice : { ...advice, retryMs: failure.retryMs }
}

/** What a request's `data` must be; throws `invalid` with the first thing that is wrong. */
export function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input ?? {})
  if (parsed.success) return parsed.data
  throw new ChatError('invalid', explain(parsed.error))
}

export function explain(error: z.ZodError): string {
  const [issue] = error.issues
  const at = issue?.path.join('.') ?? ''
  return at === '' ? (issue?.message ?? 'Not valid') : `${at}: ${issue?.message}`
}
