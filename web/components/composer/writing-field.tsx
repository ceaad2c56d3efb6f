'use client'

import { type ClipboardEvent, type KeyboardEvent, type RefObject, useId, useRef } from 'react'
import { useCompletion } from '../../hooks/use-completion.ts'
import { useGrowth } from '../../hooks/use-growth.ts'
import { usePreference } from '../../hooks/use-preference.ts'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { charactersLeft } from '../../lib/characters.ts'
import { pasteInto } from '../../lib/composer/paste-into.ts'
import { ENTER_BREAKS } from '../../lib/composer/preferences.ts'
import { bringLines, type Keyboard, pressIn } from '../../lib/composer/press.ts'
import { laterPart } from '../later.tsx'

const CompletionList = laterPart(async () => (await import('./completion-list.tsx')).CompletionList)

interface Props {
  field: RefObject<HTMLTextAreaElement | null>
  channelId: string
  label: string
  placeholder?: string
  text: string
  onChange: (text: string) => void
  onSend: () => void
  onEscape?: () => void
  onUp?: () => void
  onBlur?: () => void
}

/** Where words are written, new ones and old: it grows with them, knows the keys of formatting, and completes people, channels and emoji. */
export function WritingField({ field, channelId, label, placeholder, text, onChange, onSend, onEscape, onUp, onBlur }: Props) {
  const hintId = useId()
  const listId = useId()
  const completion = useCompletion(field)
  const { press, paste } = useFieldKeys({ onSend, onEscape, onUp })
  const { query, active, keys } = completion
  useGrowth(field, text)
  return (
    <>
      <textarea
        ref={field}
        rows={1}
        dir="auto"
        aria-label={label}
        aria-describedby={hintId}
        aria-invalid={(charactersLeft(text) ?? 0) < 0 || undefined}
        placeholder={placeholder}
        enterKeyHint="enter"
        value={text}
        onChange={({ target, nativeEvent }) => {
          onChange(target.value)
          completion.typed(target, nativeEvent instanceof InputEvent && nativeEvent.isComposing)
        }}
        onSelect={(event) => completion.moved(event.currentTarget)}
        onKeyDown={(event) => press(event, keys.current?.press)}
        onPaste={paste}
        onFocus={bringLines}
        onBlur={() => {
          completion.close()
          onBlur?.()
        }}
        {...(active && { 'aria-autocomplete': 'list', 'aria-haspopup': 'listbox', 'aria-controls': listId, 'aria-activedescendant': active })}
      />
      <TabHint id={hintId} />
      {query && <CompletionList {...completion} ref={keys} id={listId} field={field} channelId={channelId} query={query} />}
    </>
  )
}

function TabHint({ id }: { id: string }) {
  return (
    <span id={id} hidden>
      {useWritingWords().tabHint}
    </span>
  )
}

/** The keys of a field. While an input method composes, all of them are its own. */
function useFieldKeys(does: Pick<Keyboard, 'onSend' | 'onEscape' | 'onUp'>) {
  const [breaks] = usePreference(ENTER_BREAKS)
  const keyboard = useRef<Keyboard>({ ...does, breaks, released: false, plainPaste: false })
  Object.assign(keyboard.current, does, { breaks })

  const press = (event: KeyboardEvent<HTMLTextAreaElement>, first?: (event: globalThis.KeyboardEvent) => boolean) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (first?.(event.nativeEvent) || pressIn(event.currentTarget, event.nativeEvent, keyboard.current)) event.preventDefault()
  }
  const paste = (event: ClipboardEvent<HTMLTextAreaElement>) => {
    const plain = keyboard.current.plainPaste
    keyboard.current.plainPaste = false
    if (!plain && pasteInto(event.currentTarget, event.clipboardData)) event.preventDefault()
  }
  return { press, paste }
}
