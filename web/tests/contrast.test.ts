import { describe, expect, test } from 'vitest'
import { contrastOf } from '../lib/contrast.ts'
import { coloursOf, type Look, looks, outside, shown } from './tokens.ts'

/** What stands on what, and the least contrast it may have; the second number holds where more contrast is asked for. */
const pairs: readonly { words: string; on: readonly string[]; least: readonly [number, number] }[] = [
  { words: '--ink', on: ['--paper', '--paper-2', '--paper-3', '--accent-wash', '--signal-wash'], least: [7, 12] },
  { words: '--ink-2', on: ['--paper', '--paper-2', '--paper-3'], least: [4.5, 7] },
  { words: '--ink-3', on: ['--paper', '--paper-2'], least: [4.5, 7] },
  { words: '--accent', on: ['--paper', '--paper-2', '--accent-wash'], least: [4.5, 7] },
  { words: '--accent-ink', on: ['--accent'], least: [4.5, 7] },
  { words: '--signal', on: ['--paper', '--paper-2', '--signal-wash'], least: [4.5, 7] },
  { words: '--danger-text', on: ['--paper', '--paper-2'], least: [4.5, 7] },
  { words: '--danger-ink', on: ['--danger'], least: [4.5, 7] },
  { words: '--focus', on: ['--paper', '--paper-2', '--paper-3'], least: [3, 4.5] },
  { words: '--online', on: ['--paper', '--paper-2'], least: [3, 4.5] },
  { words: '--away', on: ['--paper', '--paper-2'], least: [3, 4.5] },
  { words: '--line-2', on: ['--paper', '--paper-2'], least: [1.2, 4.5] },
]

const called = ({ theme, contrast }: Look): string => `${theme}${contrast === 'more' ? ', more contrast' : ''}`

describe.each(looks)('$theme, contrast: $contrast', (look) => {
  const colours = coloursOf(look)
  const colour = (name: string) => {
    const found = colours.get(name)
    if (!found) throw new Error(`${name} is no colour of ${called(look)}`)
    return found
  }
  for (const { words, on, least } of pairs) {
    for (const paper of on) {
      const wanted = least[look.contrast === 'more' ? 1 : 0]
      test(`${words} on ${paper}: at least ${wanted}`, () => expect(contrastOf(shown(colour(words)), shown(colour(paper)))).toBeGreaterThanOrEqual(wanted))
    }
  }
  test('every colour can be shown on a screen of sRGB', () => {
    expect(colours.size).toBeGreaterThan(15)
    expect([...colours].filter(([, value]) => outside(value) > 0.005).map(([name]) => name)).toEqual([])
  })
})

test('the reckoning itself: black on white is 21, a grey known from WCAG is 4.48', () => {
  const grey = 0x77 / 255
  expect(contrastOf([0, 0, 0], [1, 1, 1])).toBeCloseTo(21, 5)
  expect(contrastOf([grey, grey, grey], [1, 1, 1])).toBeCloseTo(4.48, 2)
})
