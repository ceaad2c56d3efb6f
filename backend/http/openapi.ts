import { problemSchema } from '@parley/protocol/schemas'
import { z } from 'zod'
import type { Route } from '../routes/route.ts'

type Json = Record<string, unknown>

/** OpenAPI 3.1 of the route table, from the same schemas that parse the requests. */
export function openApi(routes: readonly Route[], version: string): Json {
  const components: Record<string, unknown> = {}
  const schemaOf = (schema: z.ZodType, io: 'input' | 'output'): Json => {
    const { $schema: _draft, $defs = {}, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: 'any', target: 'draft-2020-12' }) as Json & { $defs?: Json }
    for (const [name, definition] of Object.entries($defs)) components[name] ??= pointed(definition)
    return pointed(rest) as Json
  }
  const paths: Record<string, Json> = {}
  for (const route of routes) {
    const path = route.path.replace(/:(\w+)/g, '{$1}')
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operation(route, schemaOf) }
  }
  components.Problem = schemaOf(problemSchema, 'output')
  return {
    openapi: '3.1.0',
    info: {
      title: 'Parley',
      version,
      description: 'Messages that stay. Every write answers after it is on the disk.',
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: '/' }],
    security: [{ token: [] }],
    paths,
    components: { schemas: components, securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'The token that POST /api/login answers' } } },
  }
}

/** zod points into `$defs`; OpenAPI keeps shared schemas in its components. */
const pointed = (schema: unknown): unknown => JSON.parse(JSON.stringify(schema).replaceAll('"#/$defs/', '"#/components/schemas/'))

function operation(route: Route, schemaOf: (schema: z.ZodType, io: 'input' | 'output') => Json): Json {
  const input = schemaOf(route.input, 'input') as { properties?: Record<string, Json>; required?: string[] }
  const inPath = [...route.path.matchAll(/:(\w+)/g)].map((match) => match[1] ?? '')
  const others = Object.entries(input.properties ?? {}).filter(([name]) => !inPath.includes(name))
  const required = new Set(input.required)
  const reads = route.method === 'GET' || route.method === 'DELETE'
  const parameters = [
    ...inPath.map((name) => ({ name, in: 'path', required: true, schema: input.properties?.[name] ?? { type: 'string' } })),
    ...(reads ? others.map(([name, schema]) => ({ name, in: 'query', required: required.has(name), schema })) : []),
  ]
  const body = { type: 'object', properties: Object.fromEntries(others), required: others.map(([name]) => name).filter((name) => required.has(name)) }
  return {
    summary: route.summary,
    operationId: `${route.method.toLowerCase()}${route.path.replace('/api', '').replace(/[/:-]+(\w)/g, (_all, first: string) => first.toUpperCase())}`,
    ...(route.auth === 'open' ? { security: [] } : {}),
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(reads || others.length === 0 ? {} : { requestBody: { required: true, content: { 'application/json': { schema: body } } } }),
    responses: {
      [route.status]: { description: 'Done', content: { 'application/json': { schema: schemaOf(route.output, 'output') } } },
      default: {
        description: 'A problem: what is wrong and what to do',
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    },
  }
}
