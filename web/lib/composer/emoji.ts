import { keep, kept } from '../kept.ts'
import { ranked } from './completion.ts'

/** One emoji: itself, its group, what it is called, its short names, and further words that mean it. */
export interface Emoji {
  emoji: string
  group: number
  label: string
  names: readonly string[]
  tags: readonly string[]
}

/** As it is served: a tuple each, words joined by spaces. */
export type EmojiRow = readonly [emoji: string, group: number, label: string, names: string, tags: string]

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
  return rows.map(([emoji, group, label, names, tags]) => ({ emoji, group, label, names: names.split(' '), tags: tags.split(' ').filter(Boolean) }))
}

/** Short names first; what a word merely means comes behind all that are called so. */
export function searchEmoji(all: readonly Emoji[], words: string): Emoji[] {
  const called = ranked(all, words, ({ names, label }) => ({ names: [...names, label] }))
  const meant = ranked(all, words, ({ tags }) => ({ names: tags }))
  return [...new Set([...called, ...meant])]
}

export const named = (all: readonly Emoji[], name: string): Emoji | undefined => all.find(({ names }) => names.includes(name.toLowerCase()))

const RECENT = 'parley:emoji'
const MOST_RECENT = 16

export const recentEmoji = (): string[] => (kept(RECENT) ?? '').split(' ').filter(Boolean)
export const rememberEmoji = (emoji: string): void => void keep(RECENT, [...new Set([emoji, ...recentEmoji()])].slice(0, MOST_RECENT).join(' '))
