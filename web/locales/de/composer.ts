import type { Catalogue } from '../en.ts'
import { counting } from '../plural.ts'

const count = counting('de')

export const composer = {
  message: (name) => `Nachricht an ${name}`,
  hint: '↵ senden · ⇧↵ neue Zeile · ↑ letzte bearbeiten',
  send: 'Senden',
  tooMany: (characters) => count(characters, { other: '# Zeichen zu viel' }),
  left: (characters) => count(characters, { other: 'Noch # Zeichen' }),
  typing: (name) => `${name} schreibt …`,
  twoTyping: (first, second) => `${first} und ${second} schreiben …`,
  severalTyping: 'Mehrere schreiben …',
  somebody: 'Jemand',
} satisfies Catalogue['composer']
