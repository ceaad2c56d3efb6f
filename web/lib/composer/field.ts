import type { Change, Written } from './written.ts'

export const writtenIn = (field: HTMLTextAreaElement): Written => ({ text: field.value, from: field.selectionStart, to: field.selectionEnd })

/**
 * Makes a change as if it had been typed, so that the browser's own undo takes it back in one step. The old command is the only way to say so;
 * where a browser lacks it the words are set, and only their undo is lost.
 */
export function write(field: HTMLTextAreaElement, change: Change): void {
  field.focus({ preventScroll: true })
  field.setSelectionRange(change.from, change.to)
  const typed = change.put === '' ? change.from === change.to || document.execCommand('delete') : document.execCommand('insertText', false, change.put)
  if (!typed) {
    field.setRangeText(change.put, change.from, change.to, 'end')
    field.dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertReplacementText' }))
  }
  field.setSelectionRange(...change.select)
}

/** True on a keyboard that is drawn on glass: there Enter makes a line, as everywhere on that device. */
export const isTouch = (): boolean => matchMedia('(pointer: coarse)').matches

export const isMac = (): boolean => typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
