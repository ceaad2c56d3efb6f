import { describe, expect, test } from 'vitest'
import { type ActionName, actionOf, keysShown } from './action-keys.ts'
import { actions } from './actions.ts'
import { inCode, inFence } from './code.ts'
import { fenced } from './code-block.ts'
import { meaningOfEnter } from './enter.ts'
import { breakLine, indent } from './lines.ts'
import { after, type Change, type Written } from './written.ts'

/** A field drawn: `|` is the caret, or both ends of a selection. */
function drawn(picture: string): Written {
  const [before = '', inside = '', behind] = picture.split('|')
  const text = behind === undefined ? before + inside : before + inside + behind
  return { text, from: before.length, to: behind === undefined ? before.length : before.length + inside.length }
}

function picture({ text, from, to }: Written): string {
  return from === to ? `${text.slice(0, from)}|${text.slice(from)}` : `${text.slice(0, from)}|${text.slice(from, to)}|${text.slice(to)}`
}

const changed = (from: string, change: (written: Written) => Change | null): string => {
  const found = change(drawn(from))
  return found ? picture(after(drawn(from), found)) : 'nothing'
}
const acted = (from: string, name: ActionName): string => changed(from, actions[name])

describe('marks', () => {
  test.each<[ActionName, string, string]>([
    ['bold', 'the |tide| turns', 'the **|tide|** turns'],
    ['bold', 'the **|tide|** turns', 'the |tide| turns'],
    ['bold', 'the |**tide**| turns', 'the |tide| turns'],
    ['bold', 'the| tide |turns', 'the **|tide|** turns'],
    ['bold', 'the |', 'the **|**'],
    ['bold', 'the **|**', 'the |'],
    ['italic', 'the **|tide|** turns', 'the ***|tide|*** turns'],
    ['italic', 'the ***|tide|*** turns', 'the **|tide|** turns'],
    ['bold', 'the *|tide|* turns', 'the ***|tide|*** turns'],
    ['strike', '|ebb|', '~~|ebb|~~'],
    ['code', 'p99 |18 ms|', 'p99 `|18 ms|`'],
    ['code', '|a\nb|', '```\n|a\nb|\n```'],
    ['link', 'see |the table|', 'see [the table](|)'],
    ['link', 'see |', 'see [|]()'],
    ['link', '|https://harbour.test/tide|', '[|](https://harbour.test/tide)'],
  ])('%s: %j becomes %j', (name, from, to) => expect(acted(from, name)).toBe(to))

  test('what is wrapped and wrapped again is what it was', () => {
    for (const name of ['bold', 'italic', 'strike', 'code', 'quote', 'bullets', 'numbers', 'codeBlock'] as const) {
      const once = actions[name](drawn('high |water| at noon'))
      const marked = after(drawn('high |water| at noon'), once)
      expect(marked.text, name).not.toBe('high water at noon')
      const back = after(marked, actions[name](marked))
      if (name !== 'codeBlock') expect(back.text, name).toBe('high water at noon')
      else expect(back.text.replaceAll('\n', ' ').replace(/ +/g, ' '), name).toBe('high water at noon')
    }
  })
})

describe('lines', () => {
  test.each<[ActionName, string, string]>([
    ['quote', 'Ada said|', '> Ada said|'],
    ['quote', '> Ada said|', 'Ada said|'],
    ['bullets', '|rope\nfender|', '|- rope\n- fender|'],
    ['numbers', '|rope\n\nfender|', '|1. rope\n\n2. fender|'],
    ['numbers', '|- rope\n- fender|', '|1. rope\n2. fender|'],
    ['bullets', '|- rope\n- fender|', '|rope\nfender|'],
  ])('%s: %j becomes %j', (name, from, to) => expect(acted(from, name)).toBe(to))

  test.each([
    ['- rope|', '- rope\n- |'],
    ['9. rope|', '9. rope\n10. |'],
    ['  * rope|', '  * rope\n  * |'],
    ['- [x] rope|', '- [x] rope\n- [ ] |'],
    ['> said|', '> said\n> |'],
    ['- rope\n- |', '- rope\n|'],
    ['- ro|pe', '- ro\n- |pe'],
    ['no list|', 'no list\n|'],
    ['1.5 metres|', '1.5 metres\n|'],
    ['```\n  if (tide)|', '```\n  if (tide)\n  |'],
    ['```\n- not a list|', '```\n- not a list\n|'],
  ])('a new line after %j', (from, to) => expect(changed(from, breakLine)).toBe(to))

  test.each([
    ['- rope|', 'in', '  - rope|'],
    ['1. rope|', 'in', '   1. rope|'],
    ['  - rope|', 'out', '- rope|'],
    ['- rope|', 'out', 'nothing'],
    ['just words|', 'in', 'nothing'],
    ['```\n|a\nb|', 'in', '```\n|  a\n  b|'],
    ['```\na|', 'in', '```\na  |'],
  ] as const)('%j moved %s', (from, direction, to) => expect(changed(from, (written) => indent(written, direction))).toBe(to))
})

describe('code', () => {
  test('a place is inside of a block until the fence that closes it', () => {
    expect(inFence('```', 3)).toBe(true)
    expect(inFence('```ts\nconst a', 10)).toBe(true)
    expect(inFence('```\na\n```', 9)).toBe(false)
    expect(inFence('````\n```\n', 9)).toBe(true)
    expect(inFence('```not``` a block\n', 18)).toBe(false)
    expect(inCode('say `@ad', 8)).toBe(true)
    expect(inCode('say `x` @ad', 11)).toBe(false)
  })

  test('the fence is longer than what it holds', () => expect(fenced('```\na\n```', 'md')).toBe('````md\n```\na\n```\n````'))
})

describe('keys', () => {
  const press = (key: string, more: object = {}) => ({ key, code: '', ctrlKey: false, metaKey: false, shiftKey: false, altKey: false, ...more })

  test('letters by what they say, digits by where they are', () => {
    expect(actionOf(press('b', { ctrlKey: true, code: 'KeyB' }))).toBe('bold')
    expect(actionOf(press('b', { metaKey: true, code: 'KeyB' }))).toBe('bold')
    expect(actionOf(press('(', { ctrlKey: true, shiftKey: true, code: 'Digit9' }))).toBe('quote')
    expect(actionOf(press(')', { ctrlKey: true, shiftKey: true, code: 'Digit9' }))).toBe('quote')
    expect(actionOf(press('и', { ctrlKey: true, code: 'KeyB' }))).toBe('bold')
    expect(actionOf(press('k', { ctrlKey: true, code: 'KeyK' }))).toBe(null)
    expect(actionOf(press('b', { code: 'KeyB' }))).toBe(null)
    expect(keysShown('quote', false)).toBe('Ctrl+Shift+9')
    expect(keysShown('bold', true)).toBe('⌘B')
  })

  test('Enter sends, or makes a line, as the place and the person want it', () => {
    const desk = { breaks: false, touch: false }
    const plain = drawn('Morning|')
    expect(meaningOfEnter(press('Enter'), plain, desk)).toBe('send')
    expect(meaningOfEnter(press('Enter', { shiftKey: true }), plain, desk)).toBe('line')
    expect(meaningOfEnter(press('Enter'), plain, { ...desk, breaks: true })).toBe('line')
    expect(meaningOfEnter(press('Enter', { shiftKey: true }), plain, { ...desk, breaks: true })).toBe('send')
    expect(meaningOfEnter(press('Enter'), plain, { ...desk, touch: true })).toBe('line')
    expect(meaningOfEnter(press('Enter'), drawn('```\nconst a|'), desk)).toBe('line')
    for (const key of ['ctrlKey', 'metaKey'])
      expect(meaningOfEnter(press('Enter', { [key]: true }), drawn('```\nconst a|'), { breaks: true, touch: true })).toBe('send')
  })
})
