import { expect, test } from 'vitest'
import { parseFull } from '../../../lib/markdown/full.ts'
import { parse } from '../../../lib/markdown/parse.ts'
import { shape } from './shape.ts'

const read = (source: string): string => shape(parse(source, parseFull))

test.each([
  ['https://harbour.test/a_b_c?x=1&y=2#z', 'p(link<https://harbour.test/a_b_c?x=1&y=2#z>(https://harbour.test/a_b_c?x=1&y=2#z))'],
  ['see https://harbour.test.', 'p(see link<https://harbour.test/>(https://harbour.test).)'],
  ['(https://harbour.test/x_(y))', 'p((link<https://harbour.test/x_(y)>(https://harbour.test/x_(y))))'],
  ['www.harbour.test', 'p(link<http://www.harbour.test/>(www.harbour.test))'],
  ['<https://harbour.test>', 'p(link<https://harbour.test/>(https://harbour.test))'],
  ['ada@harbour.test', 'p(link<mailto:ada@harbour.test>(ada@harbour.test))'],
  ['[the **plan**](https://harbour.test "title")', 'p(link<https://harbour.test/>(the strong(plan)))'],
  ['[performance.md](https://harbour.test/p.md)', 'p(link<https://harbour.test/p.md>(performance.md))'],
  ['![a ship](https://harbour.test/ship.png)', 'p(link<https://harbour.test/ship.png>(a ship))'],
  ['[![ship](https://a.test/i.png)](https://b.test)', 'p(link<https://b.test/>(ship))'],
  ['https://xn--80ak6aa92e.test', 'p(link<https://xn--80ak6aa92e.test/>(https://xn--80ak6aa92e.test))'],
])('%j is a link', (source, tree) => expect(read(source)).toBe(tree))

/** [S67] Addresses that may not be opened, in every dress. */
const refused = [
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'javascript&colon;alert(1)',
  '&#106;avascript:alert(1)',
  'java%0ascript:alert(1)',
  '\\javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'data:text/html;base64,PHNjcmlwdD4=',
  'vbscript:msgbox(1)',
  'blob:https://harbour.test/1',
  'file:///etc/passwd',
  'filesystem:https://a.test/x',
  'about:blank',
  'ftp://harbour.test',
  'ws://harbour.test',
  'intent://x#Intent;end',
  'view-source:https://a.test',
  '//evil.test',
  '/c/general',
  '#top',
  'https:evil.test',
  'https:/evil.test',
  'https:\\\\evil.test',
  'https:///evil.test',
  'https://bank.test@evil.test',
  'https://user:pass@evil.test/',
  'https://evil.test/\u202egpj.exe',
  'https://evil\u200b.test',
  'https://\u2066evil.test',
  'https://evil.test/\u00ad',
  'https://evil.test\ufeff',
  'https://evil.test/\u{e0041}',
  'https://[::1',
  `https://a.test/${'a'.repeat(2_100)}`,
]

test.each(refused)('[S67] %j is no link in brackets, in angles or bare', (address) => {
  for (const source of [`[click](${address})`, `[click](<${address}>)`, `![click](${address})`, `<${address}>`, address]) {
    const tree = parse(source, parseFull)
    const hrefs = [...shape(tree).matchAll(/link<([^>]*)>/g)].map(([, href]) => href)
    // What remains of a bare address may begin at a harmless one: never with the scheme, the person or the disguise.
    for (const href of hrefs) expect(href).toMatch(/^https?:\/\/(?:a|evil|harbour)\.test\/[\w./%-]{0,60}$/)
    if (source.includes('click')) expect(hrefs).toEqual([])
  }
})

test.each([
  '[https://bank.test](https://evil.test)',
  '[www.bank.test](https://evil.test)',
  '[https://bank.test@x](https://evil.test)',
  '[\u202etset.knab](https://evil.test)',
  '![https://bank.test](https://evil.test)',
])('[S67] %j says one address and means another: it is shown whole', (source) => expect(read(source)).toBe(`p(${source})`))
