/** The keys, all with Ctrl or ⌘; `+` means Shift too. Ctrl K is the quick switcher's. */
const keys = {
  bold: 'b',
  italic: 'i',
  strike: '+x',
  link: '+u',
  numbers: '+7',
  bullets: '+8',
  quote: '+9',
  code: 'e',
  codeBlock: '+c',
} satisfies Record<string, string>

export type ActionName = keyof typeof keys

export interface Press {
  key: string
  code: string
  ctrlKey: boolean
  metaKey: boolean
  shiftKey: boolean
  altKey: boolean
}

/** The action that a press of keys means. Digits are told by their place, and so are letters where the layout has no Latin ones. */
export function actionOf(press: Press): ActionName | null {
  if (press.altKey || press.ctrlKey === press.metaKey) return null
  const place = press.code.replace(/^(?:Digit|Key)/, '').toLowerCase()
  const letter = /^[a-z]$/i.test(press.key) && !press.code.startsWith('Digit') ? press.key.toLowerCase() : place
  const pressed = (press.shiftKey ? '+' : '') + letter
  const names = Object.keys(keys) as ActionName[]
  return names.find((name) => keys[name] === pressed) ?? null
}

/** The keys as they are written on the keyboard. */
export function keysShown(name: ActionName, mac: boolean): string {
  const letter = keys[name].replace('+', '').toUpperCase()
  const shift = keys[name].startsWith('+')
  return mac ? `⌘${shift ? '⇧' : ''}${letter}` : `Ctrl+${shift ? 'Shift+' : ''}${letter}`
}
