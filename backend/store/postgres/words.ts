const LONGEST = 64

/**
 * The words that a text is found by: letters and numbers without case and marks. Made here for what is kept and for what
 * is asked, so that both agree whatever the server's dictionaries and extensions are.
 */
export function wordsOf(text: string): string[] {
  const plain = text.normalize('NFKD').toLowerCase().replace(/\p{M}/gu, '').replaceAll('ς', 'σ')
  const words = plain.match(/[\p{L}\p{N}]+/gu) ?? []
  return [...new Set(words.map((word) => [...word.slice(0, 2 * LONGEST)].slice(0, LONGEST).join('')))]
}

/** All of these words, the last one perhaps unfinished. Only letters and numbers stand in it, so that nothing is an operator. */
export function queryOf(words: readonly string[]): string {
  const all = words.flatMap(wordsOf)
  return all.map((word, at) => `'${word}'${at === all.length - 1 ? ':*' : ''}`).join(' & ')
}
