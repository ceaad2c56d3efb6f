import type { Conversation } from '@parley/client'
import { expect, test } from 'vitest'
import { neighbour, placement, sectionFitting, sectionOf, sidebarSections, visibleRows } from './sections.ts'

function conversation(
  name: string,
  about: { kind?: 'public' | 'direct'; favourite?: boolean; section?: string; unread?: number; muted?: boolean } = {},
): Conversation {
  const { kind = 'public', favourite = false, section = '', unread = 0, muted = false } = about
  return {
    channel: { id: name, name, kind, archivedAt: null },
    membership: { joined: true, favourite, section, muted },
    unread,
    people: [],
  } as unknown as Conversation
}

const harbour = conversation('harbour')
const crane = conversation('crane', { section: 'Quay' })
const berth = conversation('berth-10', { section: 'Quay', favourite: true })
const ben = conversation('Ben', { kind: 'direct' })
const sidebar = (all: Conversation[], made: string[] = []) =>
  sidebarSections(all, made, (one) => one.channel.name).map(({ key, rows }) => [key, rows.map((one) => one.channel.name)])

test('favourites, own sections by name, channels, direct messages; rows by name', () => {
  const all = [ben, conversation('berth-2', { section: 'Quay' }), conversation('berth-11', { section: 'Quay' }), harbour, crane, berth]
  expect(sidebar(all, ['Archive', 'Quay'])).toEqual([
    ['favourites', ['berth-10']],
    ['own:Archive', []],
    ['own:Quay', ['berth-2', 'berth-11', 'crane']],
    ['channels', ['harbour']],
    ['directs', ['Ben']],
  ])
})

test('a conversation moved somewhere stands there, and a favourite keeps its section', () => {
  for (const key of ['own:Quay', 'channels']) expect(sectionOf(conversation('harbour', placement(key)))).toBe(key)
  expect(placement('favourites')).toEqual({ favourite: true })
  expect(sectionOf(berth)).toBe('favourites')
})

test('the sections above and below, for channels and for people', () => {
  expect(neighbour(harbour, ['Quay'], -1)).toBe('own:Quay')
  expect(neighbour(harbour, ['Quay'], 1)).toBeNull()
  expect(neighbour(crane, ['Quay'], -1)).toBe('favourites')
  expect(neighbour(conversation('Ben', { kind: 'direct', section: 'Quay' }), ['Quay'], 1)).toBe('directs')
})

test('people dropped among channels return to the people', () => {
  expect(sectionFitting(ben, 'channels')).toBe('directs')
  expect(sectionFitting(harbour, 'directs')).toBe('channels')
  expect(sectionFitting(ben, 'own:Quay')).toBe('own:Quay')
})

test('a collapsed section shows where one is and what is unread, and nothing that is muted', () => {
  const waiting = conversation('waiting', { unread: 2 })
  const rows = [harbour, crane, waiting, conversation('muted', { unread: 5, muted: true })]
  const section = { key: 'channels', kind: 'channels' as const, name: '', rows }
  expect(visibleRows(section, true, 'harbour')).toEqual([harbour, waiting])
  expect(visibleRows(section, false, null)).toEqual(rows)
})
