import type { Catalogue } from '../en.ts'

export const composer = {
  typing: (name) => `${name} schreibt …`,
  twoTyping: (first, second) => `${first} und ${second} schreiben …`,
  severalTyping: 'Mehrere schreiben …',
  somebody: 'Jemand',
} satisfies Catalogue['composer']
