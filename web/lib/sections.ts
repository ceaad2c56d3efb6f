import type { Conversation } from '@parley/client'
import { isDirect, isMine } from './conversation.ts'

export type SectionKind = 'favourites' | 'own' | 'channels' | 'directs'

/** One part of the sidebar. The key is `own:` and the name for those that people make; else the kind. */
export interface Section {
  key: string
  kind: SectionKind
  /** Given by the person; empty for the three that are always the same. */
  name: string
  rows: readonly Conversation[]
}

const OWN = 'own:'
export const ownKey = (name: string): string => OWN + name
const sorted = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })

/** In which section a conversation stands. */
export function sectionOf(conversation: Conversation): string {
  const { membership } = conversation
  if (membership?.favourite) return 'favourites'
  if (membership?.section) return ownKey(membership.section)
  return isDirect(conversation) ? 'directs' : 'channels'
}

/** What a membership says when its conversation stands there. A favourite keeps its section for when it ceases to be one. */
export function placement(key: string): { favourite: boolean; section?: string } {
  if (key === 'favourites') return { favourite: true }
  return { favourite: false, section: key.startsWith(OWN) ? key.slice(OWN.length) : '' }
}

const listed = (one: Conversation): boolean => isMine(one) && one.channel.archivedAt === null && one.channel.kind !== 'thread'

/** The names of all own sections: those in use, and those that were made and are still empty. */
export function ownNames(all: readonly Conversation[], made: readonly string[]): string[] {
  const used = all.filter(listed).flatMap((one) => one.membership?.section || [])
  return [...new Set([...used, ...made])].sort(sorted.compare)
}

/** The sidebar from top to bottom. Rows stand by name, and direct messages by the latest first. */
export function sidebarSections(all: readonly Conversation[], made: readonly string[], nameOf: (one: Conversation) => string): Section[] {
  const rowsIn = (key: string): Conversation[] => all.filter((one) => listed(one) && sectionOf(one) === key)
  const byName = (rows: Conversation[]): Conversation[] => inOrder(rows, nameOf)
  const fixed = (kind: Exclude<SectionKind, 'own'>): Section => ({ key: kind, kind, name: '', rows: kind === 'directs' ? rowsIn(kind) : byName(rowsIn(kind)) })
  const own = ownNames(all, made).map((name): Section => ({ key: ownKey(name), kind: 'own', name, rows: byName(rowsIn(ownKey(name))) }))
  return [fixed('favourites'), ...own, fixed('channels'), fixed('directs')]
}

const MOST_PLACES = 5_000
const places = new Map<string, number>()

/** Rows by name. Each message asks for this order and hardly any changes it, so the place of every name is kept: comparing as people do is slow. */
function inOrder(rows: Conversation[], nameOf: (one: Conversation) => string): Conversation[] {
  const named = rows.map((one) => ({ one, name: nameOf(one) }))
  if (!named.every(({ name }) => places.has(name))) place(named.map(({ name }) => name))
  const placeOf = (name: string): number => places.get(name) ?? 0
  return named.sort((a, b) => placeOf(a.name) - placeOf(b.name)).map(({ one }) => one)
}

function place(names: readonly string[]): void {
  const all = new Set([...(places.size < MOST_PLACES ? places.keys() : []), ...names])
  places.clear()
  for (const name of [...all].sort(sorted.compare)) places.set(name, places.size)
}

/** The sections a conversation can stand in, in the order of the sidebar. */
export function sectionsFor(conversation: Conversation, names: readonly string[]): string[] {
  return ['favourites', ...names.map(ownKey), isDirect(conversation) ? 'directs' : 'channels']
}

/** Channels do not stand among people, nor people among channels: dropped there, each returns to its own. */
export const sectionFitting = (conversation: Conversation, key: string): string =>
  key === 'channels' || key === 'directs' ? (isDirect(conversation) ? 'directs' : 'channels') : key

/** The section above or below; null at the edge. */
export function neighbour(conversation: Conversation, names: readonly string[], step: -1 | 1): string | null {
  const keys = sectionsFor(conversation, names)
  return keys[keys.indexOf(sectionOf(conversation)) + step] ?? null
}

/** What a collapsed section still shows: where the person is, and what waits for them. */
export const visibleRows = (section: Section, collapsed: boolean, hereId: string | null): readonly Conversation[] =>
  collapsed ? section.rows.filter((one) => one.channel.id === hereId || countOf(one) > 0) : section.rows

/** The number a row shows. What is muted counts nothing but one's own name. */
export const countOf = ({ membership, mentions, unread }: Conversation): number => (membership?.muted ? mentions : unread)
