import { type Channel, dashed } from '@parley/protocol'
import { type SettingsSection, sectionOf } from './settings.ts'

/** Where the person is. The short id decides which conversation; its name is decoration and breaks ties. */
export type Route =
  | { at: 'home' }
  | { at: 'search' }
  | { at: 'inbox' }
  | { at: 'later' }
  | { at: 'invite'; code: string }
  | { at: 'account'; screen: 'in' | 'up' }
  | { at: 'settings'; section: SettingsSection | null }
  | { at: 'design' }
  | { at: 'conversation'; name: string; shortId: string; seq: number | null; thread?: { reply: number | null } }

/** The first twelve digits of an id are its millisecond: shorter ones would soon mean two conversations. */
const SHORTEST = 12
const hex = (id: string): string => id.replaceAll('-', '')

export function routeOf(pathname: string): Route {
  const [, screen, place = '', seq, beside, reply] = pathname.split('/')
  if (screen === 'invite' && place) return { at: 'invite', code: decode(place) }
  if (screen === 'search' || screen === 'inbox' || screen === 'later') return { at: screen }
  if (screen === 'login' || screen === 'register') return { at: 'account', screen: screen === 'login' ? 'in' : 'up' }
  if (screen === 'settings') return { at: 'settings', section: sectionOf(place) }
  if (screen === 'design') return { at: 'design' }
  if (screen !== 'c') return { at: 'home' }
  const cut = place.lastIndexOf('~')
  const shortId = hex(place.slice(cut + 1)).toLowerCase()
  if (!/^[0-9a-f]{1,32}$/.test(shortId)) return { at: 'home' }
  const route = { at: 'conversation' as const, name: cut < 0 ? '' : decode(place.slice(0, cut)), shortId, seq: seqOf(seq) }
  return beside === 'thread' && route.seq !== null ? { ...route, thread: { reply: seqOf(reply) } } : route
}

function seqOf(text: string | undefined): number | null {
  return text && /^-?\d{1,15}$/.test(text) ? Number(text) : null
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

/** A name as it stands in a path. */
export function slug(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[\s/~?#%\\]+/g, '-')
    .slice(0, 60)
}

/** The shortest beginning of an id, from twelve digits on, that means no other conversation known. */
export function shortId(id: string, others: readonly string[]): string {
  const mine = hex(id)
  // Twelve digits and the dash after the eighth; those that differ there never matter, and are most of them.
  const rest = others.filter((other) => other !== id && other.startsWith(id.slice(0, SHORTEST + 1))).map(hex)
  let length = SHORTEST
  while (length < 32 && rest.some((other) => other.startsWith(mine.slice(0, length)))) length += 4
  return mine.slice(0, length)
}

export function conversationPath(name: string, short: string, seq?: number): string {
  return `/c/${encodeURIComponent(slug(name) || 'chat')}~${short}${seq === undefined ? '' : `/${seq}`}`
}

/** The thread of the message at this path, and a reply in it. */
export const threadPath = (path: string, reply?: number): string => `${path}/thread${reply === undefined ? '' : `/${reply}`}`

/** The conversation a path means among those known: by id, then by name where ids begin alike. */
export function findByRoute<T>(
  route: { shortId: string; name: string },
  all: readonly T[],
  channelOf: (one: T) => Pick<Channel, 'id' | 'name'>,
): T | undefined {
  const start = dashed(route.shortId)
  const matches = all.filter((one) => channelOf(one).id.startsWith(start))
  if (matches.length < 2) return matches[0]
  return matches.find((one) => slug(channelOf(one).name) === slug(route.name)) ?? matches[0]
}

/** A whole id written in a path, with its dashes. */
export function wholeId(short: string): string | null {
  return short.length === 32 ? dashed(short) : null
}

/** The address of a search: its words, and the one channel it is about, if any. */
export function searchPath(q: string, channelId: string | null): string {
  const asked = new URLSearchParams({ ...(q && { q }), ...(channelId && { in: channelId }) }).toString()
  return asked === '' ? '/search' : `/search?${asked}`
}
