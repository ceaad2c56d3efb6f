import { expect, test } from 'vitest'
import { writing as german } from '../../locales/de/writing.ts'
import { writing as english } from '../../locales/en/writing.ts'
import { queryAt, shortNameAt } from './completion.ts'
import { type Emoji, inTone, named, ownEmoji, searchEmoji } from './emoji.ts'
import { groupsOf, stepIn } from './emoji-grid.ts'
import { bestName, folded, ranked } from './ranking.ts'
import { markdownTable, rowsOfTabs } from './tables.ts'

const asked = (text: string) => queryAt(text, text.length)

test('a sign at the beginning of a word asks; inside of a word, of code and of an address it does not', () => {
  expect(asked('@')).toEqual({ sign: '@', words: '', from: 0, to: 1 })
  expect(asked('see @Åsa')).toEqual({ sign: '@', words: 'Åsa', from: 4, to: 8 })
  expect(asked('(#har')).toMatchObject({ sign: '#', words: 'har', from: 1 })
  expect(asked('great :ta')).toMatchObject({ sign: ':', words: 'ta', from: 6 })
  for (const not of ['ada@harbour', 'at 11:20', 'so :D', 'note: it', '`@ada', '```\n#har', '@ada ', 'x:ta']) expect(asked(not), not).toBe(null)
  expect(queryAt('@adaline', 4)).toBe(null)
})

test('a short name between two colons', () => {
  expect(shortNameAt('done :tada:', 11)).toEqual({ name: 'tada', from: 5 })
  expect(shortNameAt('👍:+1:', 6)).toMatchObject({ name: '+1' })
  for (const not of ['11:20:', '`:tada:', ':tada', 'a::b:']) expect(shortNameAt(not, not.length), not).toBe(null)
})

const people = [
  { handle: 'zoe', name: 'Zoë Ødegård', member: false },
  { handle: 'adrian', name: 'Adrian Voss', member: false },
  { handle: 'mira', name: 'Mira Adler', member: true },
  { handle: 'ada', name: 'Ada Dunne', member: true },
  { handle: 'canada', name: 'Lou Gray', member: true },
]
const found = (words: string) => ranked(people, words, ({ handle, name, member }) => ({ names: [handle, name], near: member })).map(({ handle }) => handle)

test('members first, and of each those that fit best; accents do not matter', () => {
  expect(found('ad')).toEqual(['ada', 'mira', 'canada', 'adrian'])
  expect(found('ode')).toEqual(['zoe'])
  expect(found('zoe')).toEqual(['zoe'])
  expect(found('nobody')).toEqual([])
  expect(found('')).toHaveLength(5)
  expect(folded('Straße Łódź')).toBe('strasse lodz')
})

const emoji: Emoji[] = [
  { emoji: '🥳', group: 0, label: 'partying face', names: ['partying_face'], tags: ['tada'], tones: [] },
  { emoji: '🎉', group: 6, label: 'Konfettibombe', names: ['tada', 'party_popper'], tags: ['feier'], tones: [] },
  { emoji: '🍊', group: 4, label: 'Mandarine', names: ['mandarin', 'tangerine'], tags: [], tones: [] },
  { emoji: '🌮', group: 4, label: 'Taco', names: ['taco'], tags: [], tones: [] },
  { emoji: '⚓', group: 5, label: 'Anker', names: ['anchor'], tags: ['schiff'], tones: [] },
]

test('emoji by short name, then by what they mean, in one’s own language too', () => {
  const of = (words: string) => searchEmoji(emoji, words).map((one) => one.emoji)
  expect(of('tada')).toEqual(['🎉', '🥳'])
  expect(of('party')).toEqual(['🎉', '🥳'])
  expect(of('feier')).toEqual(['🎉'])
  expect(of('ta'), 'much used ones first, then by the name that begins so').toEqual(['🎉', '🌮', '🍊', '🥳'])
  expect(of('ma'), 'a beginning before a middle').toEqual(['🍊'])
  expect(searchEmoji(emoji, 'ta', ['🍊']).map((one) => one.emoji)[0], 'one’s own before those').toBe('🍊')
  expect(bestName(['mandarin', 'tangerine'], 'ta')).toBe('tangerine')
  expect(of('anker')).toEqual(['⚓'])
  expect(named(emoji, 'TADA')?.emoji).toBe('🎉')
  expect(named(emoji, 'tad')).toBeUndefined()
})

test('arrows walk through the grid, over the short last row of a group', () => {
  const many = Array.from({ length: 11 }, (_, at): Emoji => ({ emoji: `${at}`, group: at < 10 ? 0 : 1, label: '', names: [], tags: [], tones: [] }))
  const groups = groupsOf(many, ['3'], { recent: 'Recent', own: 'Ours', groups: ['Smileys', 'People'] })
  expect(groups.map(({ title, emoji }) => [title, emoji.length])).toEqual([
    ['Recent', 1],
    ['Smileys', 10],
    ['People', 1],
  ])
  expect(stepIn(groups, 0, 'ArrowDown')).toBe(1)
  expect(stepIn(groups, 6, 'ArrowDown')).toBe(10)
  expect(stepIn(groups, 10, 'ArrowDown')).toBe(11)
  expect(stepIn(groups, 11, 'ArrowRight')).toBe(11)
  expect(stepIn(groups, 10, 'ArrowUp')).toBe(2)
  expect(stepIn(groups, 0, 'ArrowUp')).toBe(0)
  expect(stepIn(groups, 0, 'a')).toBe(null)
  expect(stepIn([], 0, 'ArrowDown')).toBe(null)
})

test('cells become a table; indented code and ragged lines do not', () => {
  expect(rowsOfTabs('Berth\tShip\r\n4\tLudvig\r\n')).toEqual([
    ['Berth', 'Ship'],
    ['4', 'Ludvig'],
  ])
  for (const not of ['one\ttwo', 'a\nb', '\tif (a)\n\tb()', 'a\tb\nc', '']) expect(rowsOfTabs(not), not).toBe(null)
  expect(markdownTable([['Berth', 'a|b'], ['4\nwest']])).toBe('| Berth | a\\|b |\n| --- | --- |\n| 4 west |  |')
})

test('German says all that English says', () => {
  const shape = (words: object): object =>
    Object.fromEntries(Object.entries(words).map(([key, value]) => [key, typeof value === 'object' ? shape(value) : typeof value]))
  expect(shape(german)).toEqual(shape(english))
  for (const said of [english, german]) expect(said.over(3)).toContain('3')
})

test('the workspace’s own are found by all their names, and what was used in a skin tone stays as it was used', () => {
  const wave: Emoji = { emoji: '👋', group: 1, label: 'waving hand', names: ['wave'], tags: [], tones: ['👋🏻', '👋🏼', '👋🏽', '👋🏾', '👋🏿'] }
  expect([0, 1, 5].map((tone) => inTone(wave, tone).emoji)).toEqual(['👋', '👋🏻', '👋🏿'])
  const all = [ownEmoji({ name: 'gull', aliases: ['seabird'] }), inTone(wave, 3)]
  expect(searchEmoji(all, 'seab', []).map((one) => one.emoji)).toEqual([':gull:'])
  const groups = groupsOf(all, ['👋🏿', ':gull:', ':gone:'], { recent: 'Recent', own: 'Ours', groups: ['Smileys', 'People'] })
  expect(groups.map((group) => [group.title, ...group.emoji.map((one) => one.emoji)])).toEqual([
    ['Recent', '👋🏿', ':gull:'],
    ['Ours', ':gull:'],
    ['People', '👋🏽'],
  ])
})
