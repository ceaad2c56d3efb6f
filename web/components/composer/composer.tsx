'use client'

import { ArrowUp } from 'lucide-react'
import { type FormEvent, type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePlaceholder } from '../../hooks/use-placeholder.ts'
import { charactersLeft } from '../../lib/characters.ts'
import { draftOf, keepDraft } from '../../lib/drafts.ts'

interface Props {
  ref: Ref<HTMLTextAreaElement>
  channelId: string
  /** `#general`, or the name of a person. */
  name: string
  onSend: (content: string) => void
  onEditLast: () => void
}

/** Where one writes. Enter sends, Shift and Enter make a line; what is not sent is kept. */
export function Composer({ ref, channelId, name, onSend, onEditLast }: Props) {
  const { client, me } = useSession()
  const field = useRef<HTMLTextAreaElement | null>(null)
  const [text, setText] = useState(() => draftOf(me.id, channelId))
  useImperativeHandle(ref, () => field.current as HTMLTextAreaElement, [])
  useEffect(() => {
    // A keyboard that slides in uncalled would cover what one came to read.
    if (matchMedia('(hover: hover)').matches) field.current?.focus({ preventScroll: true })
  }, [])

  const left = charactersLeft(text)
  const sendable = text.trim() !== '' && (left === null || left >= 0)
  const change = (next: string) => {
    setText(next)
    keepDraft(me.id, channelId, next)
    if (next.trim() !== '') client.typing.say(channelId)
  }
  const send = () => {
    if (!sendable) return
    onSend(text.trimEnd())
    change('')
    field.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  const press = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && !event.shiftKey) send()
    else if (event.key === 'ArrowUp' && text === '') onEditLast()
    else return
    event.preventDefault()
  }
  return (
    <form className="composer" onSubmit={submit}>
      <div className="box">
        <textarea
          ref={field}
          rows={1}
          aria-label={`Message ${name}`}
          placeholder={usePlaceholder(channelId, name)}
          enterKeyHint="send"
          value={text}
          onChange={(event) => change(event.target.value)}
          onKeyDown={press}
        />
        <ComposerBar left={left} sendable={sendable} />
      </div>
      <p className="hint" aria-hidden="true">
        ↵ send · ⇧↵ new line · ↑ edit last
      </p>
    </form>
  )
}

/** What may still be written, once that is few, and the way to send. A press on it takes no focus from the words. */
function ComposerBar({ left, sendable }: { left: number | null; sendable: boolean }) {
  return (
    <div className="bar">
      {left !== null && (
        <span className={left < 0 ? 'left over' : 'left'} role="status">
          {left < 0 ? `${-left} characters too many` : `${left} characters left`}
        </span>
      )}
      <button type="submit" className="send" aria-label="Send" title="Send" disabled={!sendable} onMouseDown={(event) => event.preventDefault()}>
        <ArrowUp size={18} />
      </button>
    </div>
  )
}
