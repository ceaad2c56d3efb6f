import type { CSSProperties } from 'react'

/** Lightness and chroma. White can be read on each in every hue. */
const TONES = ['.55 .105', '.4 .075', '.52 .045'] as const

/**
 * What somebody's face is coloured with: the same on every screen. Two hues out of a dozen people are always close, so that a tone
 * stands beside the hue.
 */
export function faceOf(id: string): CSSProperties {
  const hash = mixed(id)
  return { '--tone': TONES[hash % TONES.length], '--hue': Math.floor(hash / TONES.length) % 360 } as CSSProperties
}

/** FNV-1a, and then the last steps of MurmurHash3: ids made one after the other differ in few characters, and shall not be alike here. */
function mixed(id: string): number {
  let hash = 2_166_136_261
  for (let i = 0; i < id.length; i++) hash = Math.imul(hash ^ id.charCodeAt(i), 16_777_619)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85eb_ca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2_ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** Two letters for a name, in any script. */
export function initials(name: string): string {
  const words = name.trim().split(/\s+/)
  const letters = words.length > 1 ? [words[0], words.at(-1)].map((word) => firstLetter(word ?? '')) : [...(words[0] ?? '')].slice(0, 2)
  return letters.join('').toUpperCase()
}

const firstLetter = (word: string): string => [...word][0] ?? ''
