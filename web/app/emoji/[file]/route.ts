import { oneEmoji } from '@parley/protocol'
import german from 'emojibase-data/de/compact.json'
import english from 'emojibase-data/en/compact.json'
import common from 'emojibase-data/en/shortcodes/emojibase.json'
import github from 'emojibase-data/en/shortcodes/github.json'
import type { EmojiRow } from '../../../lib/composer/emoji.ts'

export const dynamic = 'force-static'
export const dynamicParams = false

const languages = { 'en.json': english, 'de.json': german }
type File = keyof typeof languages

/** Skin tones and hair by themselves: parts of others. */
const COMPONENTS = 2

export const generateStaticParams = (): { file: string }[] => Object.keys(languages).map((file) => ({ file }))

/** Made into files by the build: of all that is known of emoji, what is searched for and shown. */
export async function GET(_request: Request, { params }: { params: Promise<{ file: string }> }): Promise<Response> {
  const { file } = await params
  const shown = languages[file as File].filter(({ group }) => group !== undefined && group !== COMPONENTS)
  return Response.json(shown.toSorted((a, b) => (a.order ?? 0) - (b.order ?? 0)).map(rowOf))
}

const TONES = ['1F3FB', '1F3FC', '1F3FD', '1F3FE', '1F3FF']

/** The same in each of the five skin tones, all people in it alike; nothing where it has none. */
function tonesOf(skins: readonly { hexcode: string; unicode: string }[]): string[] {
  const found = TONES.map((tone) => skins.find(({ hexcode }) => hexcode.includes(tone) && TONES.every((other) => other === tone || !hexcode.includes(other))))
  return found.flatMap((skin) => (skin ? (oneEmoji(skin.unicode) ?? skin.unicode) : []))
}

function rowOf({ hexcode, unicode, group = 0, label, tags = [], skins = [] }: (typeof english)[number]): EmojiRow {
  const names = [...new Set([namesIn(github, hexcode), namesIn(common, hexcode)].flat())]
  const meanings = tags.filter((tag) => !names.includes(tag) && !tag.includes(' '))
  return [oneEmoji(unicode) ?? unicode, group, label, names.join(' '), meanings.join(' '), tonesOf(skins).join(' ')]
}

const namesIn = (short: Record<string, string | string[]>, hexcode: string): string[] => [short[hexcode] ?? []].flat()
