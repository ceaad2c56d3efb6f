import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { z } from 'zod'
import { LIMITS } from '../src/index.ts'
import { channelNameSchema, contentSchema, emailSchema, emojiSchema, handleSchema, idSchema, nameSchema, pageLimitSchema, textSchema } from '../src/schemas.ts'

const takes = (schema: z.ZodType, value: unknown) => schema.safeParse(value).success

describe('ids', () => {
  test('[W12] one id has one spelling: it is lower-cased at the door', () => {
    expect(idSchema.parse('019AB0C4-7E1F-7ABC-8DEF-0123456789AB')).toBe('019ab0c4-7e1f-7abc-8def-0123456789ab')
  })

  test.each(['', '42', 'general', '019ab0c4-7e1f-7abc-8def-0123456789a', ' 019ab0c4-7e1f-7abc-8def-0123456789ab', null, 7, {}])('%j is no id', (value) => {
    expect(takes(idSchema, value)).toBe(false)
  })
})

describe('emoji', () => {
  test.each(['👍', '👍🏽', '👩‍👩‍👧', '🏴‍☠️', '🇩🇪', '1️⃣', '❤️', ':party_parrot:', ':+1:'])('%s is one', (emoji) => expect(emojiSchema.parse(emoji)).toBe(emoji))
  test.each([
    ['❤', '❤️'],
    ['☀', '☀️'],
    ['⚓️', '⚓'],
  ])('%s has one spelling, %s', (short, whole) => expect(emojiSchema.parse(short)).toBe(whole))
  test.each(['', 'a', '1', '👍👍', ' 👍', '👍a', ':a b:', '<b>', null, 7])('%j is none', (value) => expect(takes(emojiSchema, value)).toBe(false))
})

describe('text', () => {
  test('[W13] length counts code points, not UTF-16 units', () => {
    const boat = '\u{1f6a4}' // one character of two units
    expect([...boat]).toHaveLength(1)
    expect(boat).toHaveLength(2)
    expect(takes(textSchema(10), boat.repeat(10))).toBe(true)
    expect(takes(textSchema(10), boat.repeat(11))).toBe(false)
    expect(takes(textSchema(10), 'a'.repeat(11))).toBe(false)
  })

  test('[W13] a message may have 16,000 characters and not one more', () => {
    expect(takes(contentSchema, '\u{1f30a}'.repeat(LIMITS.contentChars))).toBe(true)
    expect(takes(contentSchema, 'w'.repeat(LIMITS.contentChars + 1))).toBe(false)
  })

  test('[W14] NUL and lone surrogates are refused wherever text goes', () => {
    for (const schema of [contentSchema, nameSchema, channelNameSchema, textSchema(100)])
      for (const text of ['harbour\0master', 'low tide \ud83d', '\udea4 high tide']) expect(takes(schema, text)).toBe(false)
  })

  test('[W14] whatever passes is well-formed, has no NUL and is kept as typed', () => {
    const anyUnits = fc.array(fc.integer({ min: 0, max: 0xffff })).map((units) => String.fromCharCode(...units))
    fc.assert(
      fc.property(anyUnits, (text) => {
        const parsed = textSchema(50).safeParse(text)
        const storable = text.isWellFormed() && !text.includes('\0') && [...text].length <= 50
        expect(parsed.success).toBe(storable)
        if (parsed.success) expect(parsed.data).toBe(text)
      }),
    )
  })

  test('a message needs words, and keeps its line breaks and spaces', () => {
    expect(takes(contentSchema, ' \n\t ')).toBe(false)
    expect(contentSchema.parse('  tide\n\ttable ')).toBe('  tide\n\ttable ')
  })
})

describe('names', () => {
  test.each(['Ada', 'Åse Ødegård', '林 小', 'أمل', 'O’Neil-Smith 2nd'])('%s is a name', (name) => expect(nameSchema.parse(` ${name} `)).toBe(name))

  // Written as escapes: characters that turn the direction of text, or end a line, must not be seen wrong here either.
  test.each(['\u202eevil', 'a\u2066b', 'a\u2069', 'two\nlines', 'tab\there', 'a\u2028b', '\u0007', '   ', ''])('[W15] %j is not', (name) => {
    expect(takes(nameSchema, name)).toBe(false)
    expect(takes(channelNameSchema, name)).toBe(false)
  })

  test('a handle is cut to its plain form', () => {
    expect(handleSchema.parse(' @Ada.Lovelace ')).toBe('ada.lovelace')
    expect(handleSchema.parse('ＡＤＡ')).toBe('ada')
    for (const handle of ['-ada', 'ada.', 'ada lovelace', 'адa', '', '@', 'a'.repeat(LIMITS.handleChars + 1)]) expect(takes(handleSchema, handle)).toBe(false)
  })

  test('an e-mail address is trimmed and bounded', () => {
    expect(emailSchema.parse(' ada@example.org ')).toBe('ada@example.org')
    for (const email of ['ada', 'ada@', 'ada@example.org\r\nBcc: ben@example.org', `${'a'.repeat(250)}@example.org`])
      expect(takes(emailSchema, email)).toBe(false)
  })
})

test('a page is 1 to 100 rows', () => {
  for (const rows of [0, 101, 1e9, -1, 1.5, Number.NaN, '10', null]) expect(takes(pageLimitSchema, rows)).toBe(false)
  for (const rows of [1, 100]) expect(takes(pageLimitSchema, rows)).toBe(true)
})
