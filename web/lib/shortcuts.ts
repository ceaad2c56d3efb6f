/** Where a key works: everywhere, only outside of fields, on a row of the sidebar, or by the browser itself. */
type Scope = 'everywhere' | 'outside' | 'row' | 'browser'
export type ShortcutGroup = 'go' | 'conversation' | 'view' | 'row'

interface Entry {
  id: string
  group: ShortcutGroup
  scope: Scope
  /** `Mod` is ⌘ on Apple's machines, Ctrl elsewhere. None of these needs AltGr on a German keyboard. */
  keys: readonly string[]
  /** Where Apple's machines differ. */
  mac?: readonly string[]
}

/** Every shortcut there is: the listener, the switcher's actions and the list of shortcuts are made from this table. */
const table = [
  { id: 'switcher', group: 'go', scope: 'everywhere', keys: ['Mod+K'] },
  { id: 'inbox', group: 'go', scope: 'outside', keys: ['I'] },
  { id: 'search', group: 'go', scope: 'everywhere', keys: ['Mod+Shift+F'] },
  { id: 'nextConversation', group: 'go', scope: 'everywhere', keys: ['Alt+ArrowDown'] },
  { id: 'previousConversation', group: 'go', scope: 'everywhere', keys: ['Alt+ArrowUp'] },
  { id: 'nextUnread', group: 'go', scope: 'everywhere', keys: ['Alt+Shift+ArrowDown'] },
  { id: 'previousUnread', group: 'go', scope: 'everywhere', keys: ['Alt+Shift+ArrowUp'] },
  { id: 'back', group: 'go', scope: 'browser', keys: ['Alt+ArrowLeft'], mac: ['Mod+['] },
  { id: 'forward', group: 'go', scope: 'browser', keys: ['Alt+ArrowRight'], mac: ['Mod+]'] },
  { id: 'focusComposer', group: 'conversation', scope: 'outside', keys: ['C'] },
  { id: 'focusMessages', group: 'conversation', scope: 'everywhere', keys: ['F6'] },
  { id: 'focusSidebar', group: 'conversation', scope: 'everywhere', keys: ['Shift+F6'] },
  { id: 'markRead', group: 'conversation', scope: 'everywhere', keys: ['Escape'] },
  { id: 'markAllRead', group: 'conversation', scope: 'everywhere', keys: ['Shift+Escape'] },
  { id: 'newChannel', group: 'view', scope: 'everywhere', keys: ['Mod+Shift+L'] },
  { id: 'newDirect', group: 'view', scope: 'everywhere', keys: ['Mod+Shift+K'] },
  { id: 'toggleSidebar', group: 'view', scope: 'everywhere', keys: ['Mod+Shift+D', 'Mod+\\'] },
  { id: 'toggleDetails', group: 'view', scope: 'everywhere', keys: ['Mod+.'] },
  { id: 'settings', group: 'view', scope: 'everywhere', keys: ['Mod+,'] },
  { id: 'shortcuts', group: 'view', scope: 'outside', keys: ['?'] },
  { id: 'rowMenu', group: 'row', scope: 'row', keys: ['Shift+F10', 'ContextMenu'] },
  { id: 'rowUp', group: 'row', scope: 'row', keys: ['Alt+Shift+ArrowUp'] },
  { id: 'rowDown', group: 'row', scope: 'row', keys: ['Alt+Shift+ArrowDown'] },
] as const satisfies readonly Entry[]

export type ShortcutId = (typeof table)[number]['id']
export type ActionId = Extract<(typeof table)[number], { scope: 'everywhere' | 'outside' }>['id']
export type Shortcut = Entry & { id: ShortcutId }
export const shortcuts: readonly Shortcut[] = table

/** Those that the page carries out itself. */
export const isAction = (shortcut: Shortcut): shortcut is Shortcut & { id: ActionId } => shortcut.scope === 'everywhere' || shortcut.scope === 'outside'

export const isMac = (): boolean => typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
export const keysOf = (shortcut: Shortcut, mac: boolean): readonly string[] => (mac ? (shortcut.mac ?? shortcut.keys) : shortcut.keys)

export interface Pressed {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  shiftKey: boolean
  isComposing: boolean
  keyCode: number
  getModifierState(name: string): boolean
}
export type Field = 'none' | 'composer' | 'other'

/** The action these keys mean here. Nothing is taken from a word being composed, from AltGr, or from a field without Ctrl, ⌘ or Alt. */
export function actionOf(event: Pressed, field: Field, mac: boolean): ActionId | null {
  if (event.isComposing || event.keyCode === 229 || event.getModifierState('AltGraph')) return null
  const free = field === 'none' || event.ctrlKey || event.metaKey || event.altKey || /^F\d+$/.test(event.key)
  if (!free && !(field === 'composer' && event.key === 'Escape')) return null
  return shortcuts.filter(isAction).find((one) => keysOf(one, mac).some((keys) => matches(event, keys, mac)))?.id ?? null
}

/** Are these the keys, by what they write? Shift belongs to a sign such as `?` and is not asked about. */
export function matches(event: Pressed, keys: string, mac: boolean): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const has = (name: string): boolean => parts.includes(name)
  const shift = key === '?' || event.shiftKey === has('Shift')
  const mod = mac ? event.metaKey === has('Mod') && !event.ctrlKey : event.ctrlKey === has('Mod') && !event.metaKey
  return shift && mod && event.altKey === has('Alt') && event.key.toLowerCase() === key.toLowerCase()
}

const APPLE: Record<string, string> = { Mod: '⌘', Alt: '⌥', Shift: '⇧' }
const NAMES: Record<string, string> = { Mod: 'Ctrl', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc', ContextMenu: '☰' }

/** What stands on the keys. */
export const keyNames = (keys: string, mac: boolean): string[] => keys.split('+').map((part) => (mac ? APPLE[part] : undefined) ?? NAMES[part] ?? part)
