import { counting } from '../plural.ts'

const count = counting('en')

/** Where one writes, and who else does. */
export const composer = {
  message: (name: string) => `Message ${name}`,
  hint: '↵ send · ⇧↵ new line · ↑ edit last',
  send: 'Send',
  tooMany: (characters: number) => count(characters, { one: '# characters too many', other: '# characters too many' }),
  left: (characters: number) => count(characters, { one: '# characters left', other: '# characters left' }),
  typing: (name: string) => `${name} is typing…`,
  twoTyping: (first: string, second: string) => `${first} and ${second} are typing…`,
  severalTyping: 'Several people are typing…',
  somebody: 'Somebody',
}
