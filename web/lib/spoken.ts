import { blocksOf } from './text.ts'

const MOST_CHARS = 140

/** A message as it is read aloud or shown in one line: its words, without marks, at most 140 characters. */
export function spoken(content: string): string {
  const words = blocksOf(content)
    .map((block) => (block.is === 'fence' ? block.text : block.pieces.map((piece) => piece.text).join('')))
    .join(' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
  const letters = [...words.slice(0, MOST_CHARS * 2)]
  return letters.length > MOST_CHARS ? `${letters.slice(0, MOST_CHARS - 1).join('')}…` : words
}
