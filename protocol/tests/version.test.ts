import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { closes, errors, PROTOCOL_VERSION } from '../src/index.ts'
import * as schemas from '../src/schemas.ts'

/** A schema as it looks on the wire, before lower-casing and other transforms. */
const wireShape = (schema: z.ZodType) => z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' })
const isSchema = (value: unknown): value is z.ZodType => value instanceof z.ZodType
const byName = ([a]: [string, unknown], [b]: [string, unknown]) => (a < b ? -1 : 1)

function fingerprint(): string {
  const shape = {
    commands: Object.entries<{ input: z.ZodType; output: z.ZodType }>(schemas.commands)
      .sort(byName)
      .map(([name, { input, output }]) => [name, wireShape(input), wireShape(output)]),
    schemas: Object.entries<unknown>(schemas)
      .sort(byName)
      .flatMap(([name, value]) => (isSchema(value) ? [[name, wireShape(value)]] : [])),
    errors: Object.entries(errors).map(([code, { status, retry }]) => [code, status, retry]),
    closes: Object.values(closes).map(({ code, reconnect, resume }) => [code, reconnect, resume]),
  }
  return createHash('sha256').update(JSON.stringify(shape)).digest('hex').slice(0, 12)
}

test('[W1] the wire has not changed by accident', () => {
  expect(Object.keys(schemas.commands).length).toBeGreaterThan(30)
  expect(Object.values(schemas).filter(isSchema).length).toBeGreaterThan(30)

  // Failing? Ask whether yesterday's client can still read it. If so, pin the new print; if not, raise PROTOCOL_VERSION too.
  expect([fingerprint(), PROTOCOL_VERSION]).toEqual(['2e26ed9b70c2', 1])
})
