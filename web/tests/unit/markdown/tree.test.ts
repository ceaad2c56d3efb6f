import { expect, test } from 'vitest'
import { isLoneEmoji } from '../../../lib/markdown/emoji.ts'
import { parseFull } from '../../../lib/markdown/full.ts'
import { parse } from '../../../lib/markdown/parse.ts'
import { summaryOf } from '../../../lib/markdown/plain.ts'
import { shape } from './shape.ts'

const read = (source: string): string => shape(parse(source, parseFull))

test.each([
  ['one line', 'p(one line)'],
  ['two\nlines', 'p(two\nlines)'],
  ['two\n\n\nparagraphs', 'p(two) p(paragraphs)'],
  ['**bold** *italic* _too_ ~~gone~~ `code`', 'p(strong(bold) emphasis(italic) emphasis(too) strike(gone) code(code))'],
  ['***both***', 'p(emphasis(strong(both)))'],
  ['**over\ntwo lines**', 'p(strong(over\ntwo lines))'],
  ['snake_case_name and 2*3*4', 'p(snake_case_name and 2emphasis(3)4)'],
  ['~5 minutes, ~ish', 'p(~5 minutes, ~ish)'],
  ['# Plan', 'h1(Plan)'],
  ['###### small', 'h6(small)'],
  ['#harbour is a channel', 'p(channel(#harbour) is a channel)'],
  ['Not a heading\n===', 'p(Not a heading\n===)'],
  ['a\n---\nb', 'p(a) rule p(b)'],
  ['    four spaces', 'p(four spaces)'],
  ['&nbsp; &lt;b&gt;', 'p(&nbsp; &lt;b&gt;)'],
  ['<b>bold</b><br>', 'p(<b>bold</b><br>)'],
  ['[ref]\n\n[ref]: https://harbour.test', 'p([ref]) p([ref]: link<https://harbour.test/>(https://harbour.test))'],
  ['\\*not italic\\*', 'p(*not italic*)'],
])('%j is read as %s', (source, tree) => expect(read(source)).toBe(tree))

test.each([
  ['- a\n- b', 'ul(•(p(a)) •(p(b)))'],
  ['1. a\n5. b\n5. c', 'ol(1(p(a)) 5(p(b)) 5(p(c)))'],
  ['7) seven', 'ol(7(p(seven)))'],
  ['1986. What a year', 'ol(1986(p(What a year)))'],
  ['- [ ] open\n- [x] done', 'ul(☐(p(open)) ☑(p(done)))'],
  ['- a\n  1. b', 'ul(•(p(a) ol(1(p(b)))))'],
  ['> said\n\nanswer', 'quote(p(said)) p(answer)'],
  ['> > twice', 'quote(quote(p(twice)))'],
  ['| a | b |\n|---|--:|\n| 1 | **2** |', 'table[-,right](a|b / 1|strong(2))'],
  ['```ts\nconst a = 1\n```', 'fence:ts(const a = 1)'],
  ['```\n**as it is**\n```\nafter', 'fence:(**as it is**) p(after)'],
  ['```"><script>\nx\n```', 'fence:(x)'],
])('the block %j is %s', (source, tree) => expect(read(source)).toBe(tree))

test.each([
  ['||Ada wins||', 'p(spoiler(Ada wins))'],
  ['Ada ||**wins** `1`||!', 'p(Ada spoiler(strong(wins) code(1))!)'],
  ['||a|| and ||b||', 'p(spoiler(a) and spoiler(b))'],
  ['||over\nlines||', 'p(spoiler(over\nlines))'],
  ['*||both||*', 'p(emphasis(spoiler(both)))'],
  ['||*cross|| here*', 'p(spoiler(*cross) here*)'],
  ['if (a || b || c)', 'p(if (a || b || c))'],
  ['\\||shown||', 'p(||shown||)'],
  ['|||three|||', 'p(|||three|||)'],
  ['||<https://a.test/b>||', 'p(spoiler(link<https://a.test/b>(https://a.test/b)))'],
  ['`||code||`', 'p(code(||code||))'],
])('the spoiler %j is %s', (source, tree) => expect(read(source)).toBe(tree))

test.each([
  ['@Ada and @ben.okafor.', 'p(mention(@Ada) and mention(@ben.okafor).)'],
  ['(@ada)', 'p((mention(@ada)))'],
  ['**@ada**', 'p(strong(mention(@ada)))'],
  ['me@ada', 'p(me@ada)'],
  ['`@ada`', 'p(code(@ada))'],
  ['see #harbour-north!', 'p(see channel(#harbour-north)!)'],
  ['issue#12', 'p(issue#12)'],
  ['[ask @ada](https://a.test)', 'p(link<https://a.test/>(ask @ada))'],
])('the names in %j are %s', (source, tree) => expect(read(source)).toBe(tree))

test.each([
  ['ahoy :gull:!', 'p(ahoy part(:gull:)!)'],
  [':Red_Gull::tern:', 'p(part(:Red_Gull:)part(:tern:))'],
  ['**:gull:** and `:gull:`', 'p(strong(part(:gull:)) and code(:gull:))'],
  ['at 10:30:45, a:b:c and :30:', 'p(at 10:30:45, a:b:c and :30:)'],
])('what may be emoji of the workspace in %j are %s', (source, tree) => expect(read(source)).toBe(tree))

test('quotes and lists deeper than eight are drawn as they were typed', () => {
  expect(read(`${'> '.repeat(10)}deep`)).toBe(`${'quote('.repeat(8)}p(> > deep)${')'.repeat(8)}`)
  expect(read(`${'- '.repeat(10)}deep`)).toBe(`${'ul(•('.repeat(8)}p(- - deep)${'))'.repeat(8)}`)
})

test.each(['👍', '🎉🎉🎉', '👨‍👩‍👧‍👦 👍🏽', '🇳🇴', '❤️'])('%s alone is large', (source) => expect(isLoneEmoji(parse(source, null))).toBe(true))
test.each(['👍👍👍👍', 'ok 👍', '1', '#', '', '👍\n\n👍'])('%j is not', (source) => expect(isLoneEmoji(parse(source, null))).toBe(false))

test.each([
  ['# Plan\n\n- [x] **lock** `gate`\n- [ ] ||who||', 'Plan ☑ lock gate ☐ ▒▒▒'],
  ['```ts\nconst a = 1\n```\n> said', 'const a = 1 said'],
  ['|a|b|\n|-|-|\n|1|[2](https://a.test)|', 'a · b 1 · 2'],
  ['3. third\n\n---\n@ada in #harbour', '3. third @ada in #harbour'],
])('%j in one line is %s', (source, line) => expect(summaryOf(parse(source, parseFull))).toBe(line))
