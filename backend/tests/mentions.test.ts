import { LIMITS } from '@parley/protocol'
import { describe, expect, test } from 'vitest'
import { namedIn } from '../models/mentions.ts'

const cases: [string, string, readonly string[], 'channel' | 'here' | null][] = [
  ['a person', 'Ahoy @ben', ['ben'], null],
  ['at the beginning', '@ben ahoy', ['ben'], null],
  ['small letters', '@Ben', ['ben'], null],
  ['a full stop is no part of it', 'Ask @ben.', ['ben'], null],
  ['one within is', 'Ask @ben.smith, please', ['ben.smith'], null],
  ['each once', '@ben @ben @cleo', ['ben', 'cleo'], null],
  ['in brackets, quotes and marks', '(@ben) "@cleo" **@dora**', ['ben', 'cleo', 'dora'], null],
  ['no address', 'ben@harbour.example', [], null],
  ['no part of a path', 'https://x.example/@ben', [], null],
  ['not in code', 'Say `@ben` to @cleo', ['cleo'], null],
  ['not between longer runs', '``a ` @ben`` @cleo', ['cleo'], null],
  ['a run without a partner is no code', 'one ` and @ben', ['ben'], null],
  ['code ends with its paragraph', 'one ` here\n\n@ben ` there', ['ben'], null],
  ['not in a fence', 'see\n```ts\n@ben\n```\n@cleo', ['cleo'], null],
  ['not in one of tildes', '~~~\n@ben\n~~~\n@cleo', ['cleo'], null],
  ['a fence without an end goes to the end', '```\n@ben\n@channel', [], null],
  ['a shorter fence ends nothing', '````\n```\n@ben\n````\n@cleo', ['cleo'], null],
  ['a fence in a quote', '> ```\n> @ben\n> ```\n@cleo', ['cleo'], null],
  ['in a quote', '> @ben said', ['ben'], null],
  ['everybody', '@channel lunch', [], 'channel'],
  ['by another name', '@Everyone lunch', [], 'channel'],
  ['those who are here', '@here lunch', [], 'here'],
  ['both are everybody', '@here @channel', [], 'channel'],
  ['a longer word is a handle', '@channels @here.now', ['channels', 'here.now'], null],
  ['nobody', 'an @ alone', [], null],
  ['what every object has', '@constructor @toString @__proto__', ['constructor', 'tostring'], null],
]

describe('whom a message mentions', () => {
  test.each(cases)('%s', (_what, content, handles, wide) => expect(namedIn(content)).toEqual({ handles, wide }))

  test('[I7] a bounded number', () => {
    const all = Array.from({ length: 500 }, (_, n) => `@p${n}`).join(' ')
    expect(namedIn(all).handles).toHaveLength(LIMITS.mentions)
  })

  test('[I7] whatever is written, in steps that grow with its length: the longest message of every sign', () => {
    for (const sign of ['`', '`a', '``a`', '~', '@', '@a', '> ', '`\n', '```\n', '@a.', 'a`@b``'])
      expect(namedIn(`${sign.repeat(LIMITS.contentChars / sign.length)}@ben`).handles.length).toBeLessThanOrEqual(LIMITS.mentions)
  })
})
