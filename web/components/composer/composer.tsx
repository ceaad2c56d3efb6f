'use client'

import { ArrowUp } from 'lucide-react'
import { type FormEvent, lazy, memo, type Ref, Suspense, useEffect, useImperativeHandle, useRef, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useDraft } from '../../hooks/use-draft.ts'
import { usePlaceholder } from '../../hooks/use-placeholder.ts'
import { usePreference } from '../../hooks/use-preference.ts'
import { useWritingWords } from '../../hooks/use-writing-words.ts'
import { afterPaint } from '../../lib/after-paint.ts'
import { isSendable } from '../../lib/characters.ts'
import { isCommandLine } from '../../lib/composer/completion.ts'
import { ENTER_BREAKS, FORMATTING } from '../../lib/composer/preferences.ts'
import { laterPart } from '../later.tsx'
import { CharactersLeft } from './characters-left.tsx'
import { WritingField } from './writing-field.tsx'
import { WritingTools } from './writing-tools.tsx'

const SendLater = laterPart(async () => (await import('../planned/send-later.tsx')).SendLater, <span className="tool send-later" />)
const SlashLine = laterPart(async () => (await import('../planned/slash-line.tsx')).SlashLine)
const FormatBar = lazy(async () => ({ default: (await import('./format-bar.tsx')).FormatBar }))

interface Props {
  ref: Ref<HTMLTextAreaElement>
  channelId: string
  /** `#general`, or the name of a person. */
  name: string
  onSend: (content: string) => void
  onEditLast: () => void
}

/** Where one writes. What is not sent is kept. */
export const Composer = memo(function Composer({ ref, channelId, name, onSend, onEditLast }: Props) {
  const client = useClient()
  const words = useWritingWords()
  const field = useRef<HTMLTextAreaElement | null>(null)
  const [text, setText, left] = useDraft(channelId, field)
  const [command, setCommand] = useState('')
  const [formatting] = usePreference(FORMATTING)
  useImperativeHandle(ref, () => field.current as HTMLTextAreaElement, [])
  useEffect(() => {
    // Once the messages are seen; letters pressed before that come here all the same.
    afterPaint(() => {
      field.current?.setSelectionRange(field.current.value.length, field.current.value.length)
      // A keyboard that slides in uncalled would cover what one came to read.
      if (matchMedia('(hover: hover)').matches) field.current?.focus({ preventScroll: true })
    })
  }, [])

  const change = (next: string) => {
    setText(next)
    if (next.trim() !== '') client.typing.say(channelId)
  }
  const send = () => {
    if (!isSendable(text)) return
    if (isCommandLine(text)) return setCommand(text)
    onSend(text.trimEnd())
    setText('')
    field.current?.focus()
  }
  const ended = (used: boolean) => {
    setCommand('')
    if (used) setText('')
    field.current?.focus()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    send()
  }
  return (
    <form className="composer" onSubmit={submit}>
      <div className="box">
        {formatting && (
          <Suspense fallback={<div className="format-bar" />}>
            <FormatBar field={field} />
          </Suspense>
        )}
        <WritingField
          field={field}
          channelId={channelId}
          label={words.message(name)}
          placeholder={usePlaceholder(channelId, name)}
          text={text}
          onChange={change}
          onSend={send}
          onUp={onEditLast}
          onBlur={left}
        />
        <div className="bar">
          <WritingTools field={field} channelId={channelId} />
          <CharactersLeft text={text} />
          <SendLater text={text} channelId={channelId} onPlanned={() => setText('')} />
          <SendButton enabled={isSendable(text)} />
        </div>
      </div>
      {command && <SlashLine text={command} channelId={channelId} onSend={onSend} onEnd={ended} />}
      <EnterHint />
    </form>
  )
})

/** A press on it takes no focus from the words. */
const SendButton = memo(function SendButton({ enabled }: { enabled: boolean }) {
  const { send } = useWritingWords()
  return (
    <button type="submit" className="send" aria-label={send} title={send} disabled={!enabled} onMouseDown={(event) => event.preventDefault()}>
      <ArrowUp size={18} />
    </button>
  )
})

/** What Enter does; pressed, it does the other. */
const EnterHint = memo(function EnterHint() {
  const { hint } = useWritingWords()
  const [breaks, setBreaks] = usePreference(ENTER_BREAKS)
  return (
    <p className="hint">
      <button type="button" title={hint.swap} aria-pressed={breaks} onClick={() => setBreaks(!breaks)}>
        {breaks ? hint.breaks : hint.sends}
        <span className="visually-hidden"> · {hint.swap}</span>
      </button>
    </p>
  )
})
