import { expect, test } from 'vitest'
import { dialogs as de } from '../locales/de/dialogs.ts'
import { dialogs } from '../locales/en/dialogs.ts'
import { actionOf, isAction, keyNames, keysOf, type Pressed, shortcuts } from './shortcuts.ts'

const press = (key: string, held: Partial<Pressed> & { altGraph?: boolean } = {}): Pressed => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  isComposing: false,
  keyCode: 0,
  getModifierState: (name) => name === 'AltGraph' && held.altGraph === true,
  ...held,
})

test('no two actions have the same keys, on either kind of machine', () => {
  for (const mac of [false, true]) {
    const all = shortcuts.filter(isAction).flatMap((one) => keysOf(one, mac))
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBeGreaterThan(15)
  }
})

test('every shortcut has words in both languages', () => {
  for (const { id, group } of shortcuts) {
    for (const words of [dialogs, de]) {
      expect(words.shortcuts[id]).toMatch(/\p{L}{3}/u)
      expect(words.shortcutGroups[group]).toMatch(/\p{L}{3}/u)
    }
  }
})

test('Ctrl is Ctrl, and ⌘ on Apple machines', () => {
  expect(actionOf(press('k', { ctrlKey: true }), 'composer', false)).toBe('switcher')
  expect(actionOf(press('k', { metaKey: true }), 'composer', true)).toBe('switcher')
  expect(actionOf(press('k', { ctrlKey: true }), 'composer', true)).toBeNull()
  expect(actionOf(press('K', { ctrlKey: true, shiftKey: true }), 'none', false)).toBe('newDirect')
  expect(actionOf(press('f', { ctrlKey: true }), 'none', false)).toBeNull()
})

test('? is found by what it writes, wherever it lies on the keyboard', () => {
  expect(actionOf(press('?', { shiftKey: true }), 'none', false)).toBe('shortcuts')
  expect(actionOf(press('ß'), 'none', false)).toBeNull()
})

test('a field keeps its keys: letters, signs and Esc; the composer lets Esc through', () => {
  for (const key of ['?', 'c', 'Escape']) expect(actionOf(press(key), 'other', false)).toBeNull()
  expect(actionOf(press('c'), 'composer', false)).toBeNull()
  expect(actionOf(press('Escape'), 'composer', false)).toBe('markRead')
  expect(actionOf(press('c'), 'none', false)).toBe('focusComposer')
})

test('nothing is taken from a word being composed, nor from AltGr', () => {
  expect(actionOf(press('k', { ctrlKey: true, isComposing: true }), 'none', false)).toBeNull()
  expect(actionOf(press('k', { ctrlKey: true, keyCode: 229 }), 'none', false)).toBeNull()
  expect(actionOf(press('\\', { ctrlKey: true, altKey: true }), 'none', false)).toBeNull()
  expect(actionOf(press('\\', { ctrlKey: true, altGraph: true }), 'none', false)).toBeNull()
})

test('keys are shown as they stand on the keyboard', () => {
  expect(keyNames('Mod+Shift+F', false)).toEqual(['Ctrl', 'Shift', 'F'])
  expect(keyNames('Alt+ArrowDown', true)).toEqual(['⌥', '↓'])
})
