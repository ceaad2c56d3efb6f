import type { CustomEmoji } from '@parley/protocol'
import { keep, kept } from '../kept.ts'
import { ranked } from './ranking.ts'

/** One emoji: itself, its group, what it is called, its short names, and further words that mean it. */
export interface Emoji {
  emoji: string
  group: number
  label: string
  names: readonly string[]
  tags: readonly string[]
  /** Itself in the five skin tones, the lightest first; empty where it has none. */
  tones: readonly string[]
}

/** As it is served: a tuple each, words joined by spaces. */
export type EmojiRow = readonly [emoji: string, group: number, label: string, names: string, tags: string, tones: string]

const loading = new Map<string, Promise<readonly Emoji[]>>()
const languageHere = (): string => (document.documentElement.lang.startsWith('de') ? 'de' : 'en')

/** All emoji in the page's language; fetched when first asked for, and again after a failure. */
export function loadEmoji(): Promise<readonly Emoji[]> {
  const language = languageHere()
  const all = loading.get(language) ?? fetchEmoji(language)
  loading.set(language, all)
  all.catch(() => loading.delete(language))
  return all
}

async function fetchEmoji(language: string): Promise<Emoji[]> {
  const answer = await fetch(`/emoji/${language}.json`)
  if (!answer.ok) throw new Error(`The emoji could not be fetched: ${answer.status}`)
  const rows = (await answer.json()) as EmojiRow[]
  const split = (words: string): string[] => words.split(' ').filter(Boolean)
  return rows.map(([emoji, group, label, names, tags, tones]) => ({ emoji, group, label, names: split(names), tags: split(tags), tones: split(tones) }))
}

/** No group of Unicode's. */
export const OWN_GROUP = -1

/** One of the workspace's, as one of the others: in a message and as a reaction it is its short name. */
export const ownEmoji = ({ name, aliases }: Pick<CustomEmoji, 'name' | 'aliases'>): Emoji => ({
  emoji: `:${name}:`,
  group: OWN_GROUP,
  label: name,
  names: [name, ...aliases],
  tags: [],
  tones: [],
})

/** In a person's skin tone (0: in none), where it has one. */
export const inTone = (one: Emoji, tone: number): Emoji => ({ ...one, emoji: one.tones[tone - 1] ?? one.emoji })

const TONE = 'parley:tone'
/** What this browser knows of it, for what cannot wait for the server. */
export const keptTone = (): number => Number(kept(TONE) ?? 0) || 0
export const keepTone = (tone: number): void => void keep(TONE, tone === 0 ? null : String(tone))

/** What people answer with most, by short names, the most used first. */
const COMMON =
  '+1 tada heart joy eyes pray fire rocket thinking clap wave white_check_mark ok_hand raised_hands 100 smile muscle rofl sob sweat_smile grin blush heart_eyes smiley sunglasses wink -1 x warning bug sparkles coffee beers cake bulb point_up facepalm shrug handshake crossed_fingers party_popper zap star question exclamation hourglass memo calendar lock key anchor'.split(
    ' ',
  )

/** Short names first; what a word merely means comes behind all that are called so. Among equals one's own come first, then the common ones. */
export function searchEmoji(all: readonly Emoji[], words: string, recent: readonly string[] = recentEmoji()): Emoji[] {
  const place = ({ emoji, names: [name = ''] }: Emoji): number => {
    const [mine, common] = [recent.indexOf(emoji), COMMON.indexOf(name)]
    if (mine >= 0) return mine
    return recent.length + (common < 0 ? COMMON.length : common)
  }
  const called = ranked(all, words, (one) => ({ names: [...one.names, one.label], place: place(one) }))
  const meant = ranked(all, words, (one) => ({ names: one.tags, place: place(one) }))
  return [...new Set([...called, ...meant])]
}

export const named = (all: readonly Emoji[], name: string): Emoji | undefined => all.find(({ names }) => names.includes(name.toLowerCase()))

const RECENT = 'parley:emoji'
const MOST_RECENT = 16

export const recentEmoji = (): string[] => (kept(RECENT) ?? '').split(' ').filter(Boolean)
export const rememberEmoji = (emoji: string): void => void keep(RECENT, [...new Set([emoji, ...recentEmoji()])].slice(0, MOST_RECENT).join(' '))
