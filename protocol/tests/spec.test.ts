import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { LIMITS } from '../src/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (file: string) => readFileSync(join(root, file), 'utf8')
const found = (pattern: string): string[] => globSync(pattern, { cwd: root, exclude: (path) => /(^|\/)(node_modules|out|\.next)(\/|$)/.test(String(path)) })
const spec = read('protocol/SPEC.md')
const rules = Array.from(spec.matchAll(/^- \*\*([ICW]\d+)[ *]/gm), ([, rule]) => rule)

describe('SPEC.md', () => {
  test('every rule has a number of its own', () => {
    expect(rules.length).toBeGreaterThan(60)
    expect(rules.filter((rule, at) => rules.indexOf(rule) !== at)).toEqual([])
  })

  test('every rule that a test cites is there', () => {
    const cited = found('{protocol,client,backend,web}/tests/**/*.ts').flatMap((file) => Array.from(read(file).matchAll(/\[([ICW]\d+)\]/g), ([, rule]) => rule))
    expect(cited.length).toBeGreaterThan(10)
    expect([...new Set(cited)].filter((rule) => !rules.includes(rule))).toEqual([])
  })

  test('every number it names is a limit', () => {
    const named = Array.from(spec.matchAll(/`([a-z]+(?:[A-Z0-9]\w*))`/g), ([, name]) => name ?? '')
    const others = ['hello', 'heartbeatMs', 'lastSeq', 'readSeq', 'retryMs', 'channelId', 'userId', 'firstSeq', 'messageId']
    const limits = named.filter((name) =>
      /(Bytes|Ms|Chars|Rows|PerSecond|Burst|InFlight|Per10s|PerUser|PerAddress|Users|Channels|Memberships|AtStart|Depth)$/.test(name),
    )
    expect(limits.length).toBeGreaterThan(15)
    expect(limits.filter((name) => !(name in LIMITS) && !others.includes(name))).toEqual([])
  })
})

test('every link between our pages leads somewhere', () => {
  const pages = [...found('*.md'), ...found('{protocol,client,backend,web,docs,bench}/**/*.md')]
  const links = pages.flatMap((page) => Array.from(read(page).matchAll(/(?<!!)\[[^\]]*\]\((?!https?:|#)([^)#]+)/g), ([, to = '']) => ({ page, to })))
  expect(links.length).toBeGreaterThan(40)
  expect(links.filter(({ page, to }) => !existsSync(join(root, dirname(page), to)))).toEqual([])
})
