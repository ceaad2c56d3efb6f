const UNLIKE: Record<string, string> = { ß: 'ss', ø: 'o', æ: 'ae', œ: 'oe', đ: 'd', ł: 'l', ı: 'i' }

/** Letters as one types them in a hurry: small and without accents. */
export function folded(words: string): string {
  return words
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[ßøæœđłı]/g, (letter) => UNLIKE[letter] ?? letter)
}

/** How well a name fits: 0 is itself, 1 begins so, 2 has a word that begins so, 3 has it somewhere; null does not. */
export function fit(name: string, words: string): number | null {
  const [within, asked] = [folded(name), folded(words)]
  if (within === asked) return 0
  const at = within.indexOf(asked)
  if (at < 0) return null
  if (at === 0) return 1
  return within.split(/[\s._-]+/).some((word) => word.startsWith(asked)) ? 2 : 3
}

/** The name that fits best, and how well; null where none does. */
function bestOf(names: readonly string[], words: string): { name: string; found: number } | null {
  const fitting = names.flatMap((name) => {
    const found = fit(name, words)
    return found === null ? [] : [{ name, found }]
  })
  return fitting.reduce<{ name: string; found: number } | null>((best, one) => (best && best.found <= one.found ? best : one), null)
}

/** Of several names of one thing, the one that was meant by these words. */
export const bestName = (names: readonly string[], words: string): string => bestOf(names, words)?.name ?? names[0] ?? ''

interface Named {
  names: readonly string[]
  near?: boolean
  /** Among those that fit as well, the smaller one stands first. */
  place?: number
}

/** Those that fit: the near ones first, then by how well, then by their place, then by the name that fits. */
export function ranked<T>(all: readonly T[], words: string, of: (one: T) => Named): T[] {
  return all
    .flatMap((one) => {
      const { names, near = false, place = 0 } = of(one)
      const best = bestOf(names, words)
      return best ? [{ one, near, place, ...best }] : []
    })
    .sort((a, b) => Number(b.near) - Number(a.near) || a.found - b.found || a.place - b.place || a.name.localeCompare(b.name))
    .map(({ one }) => one)
}
