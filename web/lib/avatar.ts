/** A colour for an id: the same on every screen, spread over the circle. */
export function hueOf(id: string): number {
  let hash = 2_166_136_261
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16_777_619)
  return ((hash >>> 0) * 137.508) % 360
}

/** Two letters for a name, in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)].map((word) => firstLetter(word ?? '')) : [...(words[0] ?? '')].slice(0, 2)
  return letters.join('').toUpperCase()
}

const firstLetter = (word: string): string => [...word][0] ?? ''
