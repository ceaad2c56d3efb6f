import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseFast } from '../../../lib/markdown/fast.ts'
import { parseFull } from '../../../lib/markdown/full.ts'
import { isReadable } from '../../../lib/markdown/guard.ts'
import { parse } from '../../../lib/markdown/parse.ts'
import { summaryOf, wordsIn } from '../../../lib/markdown/plain.ts'
import type { Block, Inline } from '../../../lib/markdown/tree.ts'

const signs = [
  '*',
  '**',
  '_',
  '__',
  '`',
  '``',
  '```',
  '~',
  '~~',
  '||',
  '|',
  '[',
  '](',
  '](b)',
  ')',
  '!',
  '<',
  '>',
  '\\',
  '&amp;',
  "'",
  '"',
  ':',
  '-',
  '---',
  '=',
  '+',
  '.',
]
const starts = ['# ', '- ', '1. ', '1) ', '> ', '- [x] ', '|a|b|\n|-|-|\n', '\n', '\n\n', '\t', ' ', '  ', '\r\n', '\u00a0', '\u2028', '\u200b', '\ufeff']
const words = [
  'a',
  'B',
  '1',
  'é',
  '😀',
  'x_y',
  '@ada',
  'a@b.test',
  '#c',
  'https://a.test',
  ' https://a.bc/d?e=f ',
  'https://a.test/x_y',
  'javascript:',
  'http://',
  'www.',
]
const whole = ['*a*', '**b c**', '`c`', '_d_', ' _e_ ', '||f||', ' **Ada:** ', '[g](https://h.test)', '[i](javascript:j)']
const piece = fc.constantFrom(...signs, ...starts, ...words, ...whole)
const source = fc.oneof(
  { weight: 4, arbitrary: fc.array(piece, { maxLength: 14 }).map((pieces) => pieces.join('')) },
  fc.string({ unit: 'binary', maxLength: 60 }),
)
const runs = { numRuns: 10_000 }

test('what is read at once is what the full parser reads', () => {
  let read = 0
  fc.assert(
    fc.property(source, (text) => {
      const fast = parseFast(text)
      if (!fast) return
      read++
      expect(fast).toEqual(parseFull(text))
    }),
    runs,
  )
  expect(read, 'how many of them are read at once').toBeGreaterThan(1_000)
})

test('any text makes a tree of known nodes with safe addresses, with and without the full parser', () => {
  fc.assert(
    fc.property(source, (text) => {
      for (const full of [parseFull, null]) parse(text, full).forEach(checkBlock)
    }),
    { numRuns: 3_000 },
  )
})

test('no letter or digit is lost, and none is made up', () => {
  // Hidden addresses behind words, languages of fences and marks of tasks are not words; nothing of them is generated here.
  const plain = fc.array(fc.constantFrom(...signs.filter((sign) => !/[\]`&]/.test(sign)), ...words, '> ', '# ', ' ', '\n\n'), { maxLength: 12 })
  const letters = (text: string): string => text.replaceAll(/[^\p{L}\p{N}]/gu, '')
  fc.assert(
    fc.property(plain, (pieces) => {
      const text = pieces.join('')
      fc.pre(!/~{3}/.test(text))
      expect(letters(parse(text, parseFull).map(said).join('\n'))).toBe(letters(text))
    }),
    runs,
  )
})

test('a summary is one line', () => {
  fc.assert(
    fc.property(source, (text) => {
      expect(summaryOf(parse(text, parseFull))).not.toMatch(/[\n\r\u2028\u2029]/)
    }),
  )
})

const repeat = (text: string): string => text.repeat(Math.ceil(16_000 / text.length)).slice(0, 16_000)
test.each([
  ...['*a ', '**a*b', '_a ', '||a ', '~~a ', '[', '[a](', '![', '`a ', '> ', '- ', '1. ', '> - ', 'a\n'].map(repeat),
  repeat('*a ').slice(0, 8_000) + repeat('a* ').slice(0, 8_000),
  `${'> '.repeat(1_000)}a\n${repeat('b\n').slice(0, 10_000)}`,
])('what would take the square of its length is shown as it was typed (%#)', (text) => {
  expect(isReadable(text)).toBe(false)
  expect(parse(text, parseFull)).toEqual([{ is: 'paragraph', inner: [{ is: 'text', text }] }])
})

test.each([
  ['long prose', repeat('The *Ludvig* is at the pilot station, says @ada. ').slice(0, 9_000)],
  ['much code', `\`\`\`c\n${repeat('*p = a[i] * b_c[j] | `x`;\n')}\n\`\`\``],
  ['combining marks', `a${'\u0301'.repeat(15_999)}`],
  ['a list', repeat('- berth four\n').slice(0, 12_000)],
  ['a number of deep quotes', '> '.repeat(10)],
])('%s is read', (_, text) => expect(isReadable(text)).toBe(true))

function said(block: Block): string {
  if (block.is === 'paragraph' || block.is === 'heading') return wordsIn(block.inner, '')
  if (block.is === 'quote') return block.blocks.map(said).join('\n')
  if (block.is === 'list') return block.items.map((item) => `${item.number ?? ''} ${item.blocks.map(said).join('\n')}`).join('\n')
  if (block.is === 'table')
    return block.rows
      .flat()
      .map((cell) => wordsIn(cell, ''))
      .join(' ')
  return block.is === 'fence' ? block.text : ''
}

function checkBlock(block: Block): void {
  expect(['paragraph', 'heading', 'quote', 'list', 'fence', 'table', 'rule']).toContain(block.is)
  if (block.is === 'quote') block.blocks.forEach(checkBlock)
  if (block.is === 'list') block.items.flatMap((item) => item.blocks).forEach(checkBlock)
  if (block.is === 'table') block.rows.flat().flat().forEach(checkInline)
  if ('inner' in block) block.inner.forEach(checkInline)
}

function checkInline(node: Inline): void {
  expect(['text', 'code', 'strong', 'emphasis', 'strike', 'spoiler', 'link', 'mention', 'channel', 'part']).toContain(node.is)
  if (node.is === 'link') expect(node.href).toMatch(/^(?:https?:\/\/[^/@]+(?:\/|$)|mailto:)[!-~]*$/)
  if ('inner' in node) node.inner.forEach(checkInline)
}
