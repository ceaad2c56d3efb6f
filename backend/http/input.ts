import { ChatError, LIMITS } from '@parley/protocol'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { z } from 'zod'
import { parseJson } from '../utils/json.ts'

/** JSON only, bounded in depth, without prototypes. */
export function readJsonOnly(http: FastifyInstance): void {
  http.removeAllContentTypeParsers()
  http.addContentTypeParser('application/json', { parseAs: 'string' }, (_request, body, done) => {
    if (body === '') return done(null, {})
    const value = parseJson(body as string, LIMITS.jsonDepth)
    if (value === undefined) return done(new ChatError('bad_request', 'The body is not a JSON document this server reads'))
    done(null, value)
  })
}

const inner = (schema: z.ZodType): z.ZodType =>
  schema instanceof z.ZodOptional || schema instanceof z.ZodDefault ? inner(schema.unwrap() as z.ZodType) : schema

/** The fields of a query that are numbers: a query only has text. */
export function numbersOf(schema: z.ZodType): Set<string> {
  if (!(schema instanceof z.ZodObject)) return new Set()
  return new Set(Object.entries(schema.shape).flatMap(([name, field]) => (inner(field as z.ZodType) instanceof z.ZodNumber ? [name] : [])))
}

/** Path, query and body of a request as the one input of its sentence; the path has the last word. */
export function inputOf(request: FastifyRequest, numbers: ReadonlySet<string>): unknown {
  const query = Object.entries(request.query as Record<string, unknown>).map(([name, value]) => [
    name,
    numbers.has(name) && typeof value === 'string' ? toNumber(value) : value,
  ])
  const body = request.body ?? {}
  if (typeof body !== 'object' || Array.isArray(body)) throw new ChatError('bad_request', 'The body must be a JSON object')
  return { ...body, ...Object.fromEntries(query), ...(request.params as object) }
}

const toNumber = (text: string): unknown => (/^-?\d{1,16}$/.test(text) ? Number(text) : text)
