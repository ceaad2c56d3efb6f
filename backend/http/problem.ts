import { ChatError, type ErrorCode, errors, type Problem } from '@parley/protocol'
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'

/** What the HTTP library refuses by itself, in our words. */
const refusals: Record<string, [ErrorCode, string]> = {
  FST_ERR_CTP_BODY_TOO_LARGE: ['too_large', 'The body is larger than 1 MiB'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: ['unsupported_type', 'Send JSON with "Content-Type: application/json"'],
  FST_ERR_CTP_EMPTY_JSON_BODY: ['bad_request', 'The body is empty; send a JSON object'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: ['bad_request', 'The Content-Length does not fit the body'],
}

/** The first of the two places where a failure becomes an answer: RFC 9457, with the code of the socket. */
export function sendProblem(failure: unknown, request: FastifyRequest, reply: FastifyReply): FastifyReply {
  const known = asChatError(failure)
  const { code, message, retryMs } = known
  const { status, title, retry } = errors[code]
  const problem: Problem = { type: 'about:blank', title, status, code, detail: message, requestId: request.id, retry }
  if (retryMs !== undefined) {
    problem.retryMs = retryMs
    reply.header('retry-after', Math.max(1, Math.ceil(retryMs / 1_000)))
  }
  if (failure instanceof z.ZodError) problem.issues = failure.issues.slice(0, 20).map((issue) => ({ path: issue.path.join('.'), message: issue.message }))
  if (code === 'internal') request.log.error({ err: failure }, 'a request failed unexpectedly')
  if (code === 'unauthenticated') reply.header('www-authenticate', 'Bearer')
  return reply.code(status).type('application/problem+json').send(problem)
}

function asChatError(failure: unknown): ChatError {
  if (failure instanceof ChatError) return failure
  if (failure instanceof z.ZodError) {
    const [issue] = failure.issues
    const at = issue?.path.join('.') ?? ''
    return new ChatError('invalid', at === '' ? (issue?.message ?? 'Not valid') : `${at}: ${issue?.message}`)
  }
  const { code = '', statusCode = 500 } = failure as Partial<FastifyError>
  const refusal = refusals[code]
  if (refusal) return new ChatError(...refusal)
  return statusCode >= 400 && statusCode < 500
    ? new ChatError('bad_request', 'The request could not be read')
    : new ChatError('internal', errors.internal.title)
}
