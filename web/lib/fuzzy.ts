/** Letters without case and accents: "Zoë" is found by "zoe", "Straße" by "strasse". */
export const fold = (text: string): string =>
  text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('ø', 'o').replaceAll('ł', 'l')

const TIER = { prefix: 4000, wordStart: 3000, consecutive: 2000, scattered: 1000 }

/** How well a name fits what is typed; higher is better, null is not at all. Prefix, then word start, then letters in a row, then scattered. */
export function fuzzyScore(query: string, name: string): number | null {
  const wanted = fold(query).trim()
  const folded = fold(name)
  if (wanted === '') return 0
  const whole = scoreOf(wanted, folded)
  const words = wanted.split(/\s+/)
  if (words.length === 1) return whole
  const each = words.map((word) => scoreOf(word, folded))
  const mean = each.some((score) => score === null) ? null : each.reduce<number>((sum, score) => sum + (score ?? 0), 0) / each.length
  return whole === null ? mean : Math.max(whole, mean ?? 0)
}

/** Among equals the earlier place wins, then the shorter name. */
function scoreOf(wanted: string, name: string): number | null {
  const lateness = (at: number): number => Math.min(at, 60) * 10 + Math.min(name.length, 99) / 10
  if (name.startsWith(wanted)) return TIER.prefix - lateness(0)
  const word = wordStart(wanted, name)
  if (word >= 0) return TIER.wordStart - lateness(word)
  const inside = name.indexOf(wanted)
  if (inside >= 0) return TIER.consecutive - lateness(inside)
  const spread = spreadOf(wanted, name)
  return spread === null ? null : TIER.scattered - lateness(spread)
}

/** Where a word begins with it; or 0 where it is the first letters of words in their order: "rc" for reading-club. */
function wordStart(wanted: string, name: string): number {
  const starts = [...name.matchAll(/(?<![\p{L}\p{N}])[\p{L}\p{N}]/gu)].map((match) => match.index)
  const found = starts.find((at) => name.startsWith(wanted, at))
  if (found !== undefined) return found
  const letters = starts.map((at) => name[at]).join('')
  return wanted.length > 1 && letters.includes(wanted) ? 0 : -1
}

/** How many letters lie between, if all are there in their order. */
function spreadOf(wanted: string, name: string): number | null {
  let at = -1
  let first = -1
  for (const letter of wanted) {
    at = name.indexOf(letter, at + 1)
    if (at < 0) return null
    if (first < 0) first = at
  }
  return at - first - wanted.length + 1
}
