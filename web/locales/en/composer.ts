/** Where one writes, and who else does. */
export const composer = {
  typing: (name: string) => `${name} is typing…`,
  twoTyping: (first: string, second: string) => `${first} and ${second} are typing…`,
  severalTyping: 'Several people are typing…',
  somebody: 'Somebody',
}
