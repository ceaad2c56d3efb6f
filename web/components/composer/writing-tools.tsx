'use client'

import { ALargeSmall, AtSign, Smile } from 'lucide-react'
import { lazy, memo, type RefObject, Suspense, useRef, useState } from 'react'
import { usePreference } from '../../hooks/use-preference.ts'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { write, writtenIn } from '../../lib/composer/field.ts'
import { FORMATTING } from '../../lib/composer/preferences.ts'
import { putting } from '../../lib/composer/written.ts'
import { PeoplePart } from '../people/later.tsx'
import { IconButton } from '../ui/icon-button.tsx'

const EmojiPicker = lazy(async () => ({ default: (await import('./emoji-picker.tsx')).EmojiPicker }))

type Field = RefObject<HTMLTextAreaElement | null>

/** The quiet row under the words: formatting, people, emoji. A press on it takes no focus from the words. */
export const WritingTools = memo(function WritingTools({ field, channelId }: { field: Field; channelId: string }) {
  const words = useWritingWords()
  const [formatting, setFormatting] = usePreference(FORMATTING)
  const mention = () => {
    if (!field.current) return
    const written = writtenIn(field.current)
    write(field.current, putting(written, /(?:^|\s)$/.test(written.text.slice(0, written.from)) ? '@' : ' @'))
  }
  const keepFocus = (event: { preventDefault(): void }) => event.preventDefault()
  return (
    <>
      <IconButton
        label={formatting ? words.hideFormatting : words.showFormatting}
        aria-pressed={formatting}
        onMouseDown={keepFocus}
        onClick={() => setFormatting(!formatting)}
      >
        <ALargeSmall size={19} />
      </IconButton>
      <IconButton label={words.mention} onMouseDown={keepFocus} onClick={mention}>
        <AtSign size={17} />
      </IconButton>
      <EmojiButton field={field} />
      <PeoplePart is="menu" field={field} channelId={channelId} />
    </>
  )
})

function EmojiButton({ field }: { field: Field }) {
  const words = useWritingWords()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const close = () => {
    setOpen(false)
    field.current?.focus({ preventScroll: true })
  }
  const pick = (emoji: string) => {
    close()
    if (field.current) write(field.current, putting(writtenIn(field.current), emoji))
  }
  return (
    <>
      <IconButton ref={button} label={words.emoji} aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        <Smile size={17} />
      </IconButton>
      {open && (
        <Suspense fallback={null}>
          <EmojiPicker beside={button} onPick={pick} onClose={close} />
        </Suspense>
      )}
    </>
  )
}
