import { summaryOfContent } from './markdown/trees.ts'

const MOST_CHARS = 140

/** A message as it is read aloud or shown in one line: its words, without marks, at most 140 characters. */
export function spoken(content: string): string {
  const words = summaryOfContent(content)
  const letters = [...words.slice(0, MOST_CHARS * 2)]
  return letters.length > MOST_CHARS ? `${letters.slice(0, MOST_CHARS - 1).join('')}…` : words
}
