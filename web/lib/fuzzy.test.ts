import { expect, test } from 'vitest'
import { fuzzyScore } from './fuzzy.ts'

const ranked = (query: string, names: readonly string[]): string[] =>
  names
    .map((name) => ({ name, score: fuzzyScore(query, name) }))
    .filter((one): one is { name: string; score: number } => one.score !== null)
    .sort((a, b) => b.score - a.score)
    .map((one) => one.name)

test('prefix before word start before letters in a row before scattered', () => {
  expect(ranked('har', ['oh-a-rare', 'uncharted', 'the-harbour', 'harbour'])).toEqual(['harbour', 'the-harbour', 'uncharted', 'oh-a-rare'])
})

test('first letters of words count as word starts', () => {
  expect(ranked('rc', ['march', 'reading-club'])).toEqual(['reading-club', 'march'])
})

test('accents and case are folded on both sides', () => {
  expect(fuzzyScore('zoe', 'Zoë Müller')).toBe(fuzzyScore('Zoë', 'zoe muller'))
  expect(fuzzyScore('strasse', 'Hafenstraße')).not.toBeNull()
})

test('several words must all fit, in any order', () => {
  expect(fuzzyScore('okafor ben', 'Ben Okafor')).not.toBeNull()
  expect(fuzzyScore('okafor ada', 'Ben Okafor')).toBeNull()
})

test('what is not there is not found; nothing typed fits everything alike', () => {
  expect(fuzzyScore('xyz', 'harbour')).toBeNull()
  expect(fuzzyScore('  ', 'harbour')).toBe(fuzzyScore('', 'general'))
})

test('among equals the earlier place wins, then the shorter name', () => {
  expect(ranked('deploy', ['deploys-and-more', 'deploys', 'old-deploys', 'a-very-old-deploys'])).toEqual([
    'deploys',
    'deploys-and-more',
    'old-deploys',
    'a-very-old-deploys',
  ])
})
