import { expect, test } from 'vitest'
import { excerpt, highlight } from './highlight.ts'

const found = (text: string, q: string): string[] =>
  highlight(text, q)
    .filter((part) => part.found)
    .map((part) => part.text)

test('words are marked by their beginnings, whatever their case and accents', () => {
  expect(found('The tide turns; Tidal water, and a beatided boat', 'tid')).toEqual(['tide', 'Tidal'])
  expect(found('Zoë kommt', 'zoe')).toEqual(['Zoë'])
})

test('no letter is lost between the parts', () => {
  const text = 'High water at 11:20, high tide.'
  expect(
    highlight(text, 'high 11')
      .map((part) => part.text)
      .join(''),
  ).toBe(text)
  expect(found(text, 'high 11')).toEqual(['High', '11', 'high'])
})

test('nothing searched marks nothing', () => {
  expect(highlight('Berth four', ' !')).toEqual([{ text: 'Berth four', found: false }])
})

test('a long message is shown around the word', () => {
  const long = `${'quiet '.repeat(200)}lighthouse ${'quiet '.repeat(200)}`
  expect(excerpt(long, 'lighthouse')).toContain('lighthouse')
  expect(excerpt(long, 'lighthouse').length).toBeLessThan(290)
})
