'use client'

import { LIMITS } from '@parley/protocol'
import { Smile } from 'lucide-react'
import { type FormEvent, useRef, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { endOf, type Span, spans, statusAt } from '../../lib/status.ts'
import { EmojiPicker } from '../composer/emoji-picker.tsx'
import { Glyph } from '../emoji/own-emoji.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { Select } from '../ui/select.tsx'

const proposed = [
  { name: 'meeting', emoji: '📅', span: 'hour' },
  { name: 'away', emoji: '☕', span: 'half' },
  { name: 'focus', emoji: '🎧', span: 'four' },
  { name: 'lunch', emoji: '🍽️', span: 'hour' },
  { name: 'ill', emoji: '🤒', span: 'day' },
  { name: 'holiday', emoji: '🌴', span: 'week' },
] as const

/** What one says of oneself: an emoji, words, and until when. */
export function StatusDialog({ onClose }: { onClose: () => void }) {
  const { client, me } = useSession()
  const words = usePeopleWords()
  const now = statusAt(me, Date.now())
  const [emoji, setEmoji] = useState(now?.emoji ?? '')
  const [text, setText] = useState(now?.text ?? '')
  const [span, setSpan] = useState<Span>('never')
  const { busy, failure, run } = useRequest()
  const empty = emoji === '' && text.trim() === ''
  const save = async (event: FormEvent) => {
    event.preventDefault()
    const status = empty ? null : { emoji, text: text.trim(), until: endOf(span, Date.now()) }
    if (await run(() => client.call('profile.update', { status }))) onClose()
  }
  const propose = (one: (typeof proposed)[number]) => {
    setEmoji(one.emoji)
    setText(words.proposed[one.name])
    setSpan(one.span)
  }
  return (
    <Dialog title={words.statusTitle} onClose={onClose}>
      <form className="form" onSubmit={save}>
        <div className="status-line">
          <EmojiOf emoji={emoji} onPick={setEmoji} />
          <Field
            label={words.statusText}
            autoComplete="off"
            maxLength={LIMITS.statusChars}
            value={text}
            onChange={(event) => setText(event.target.value)}
            data-first
          />
        </div>
        <div className="status-proposed">
          {proposed.map((one) => (
            <button key={one.name} type="button" className="button small" onClick={() => propose(one)}>
              <span aria-hidden="true">{one.emoji}</span> {words.proposed[one.name]}
            </button>
          ))}
        </div>
        <Select label={words.statusUntil} options={spans.map((value) => ({ value, label: words.spans[value] }))} value={span} onChange={setSpan} />
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy || (empty && now === null)}>
          {empty && now !== null ? words.clearStatus : words.save}
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function EmojiOf({ emoji, onPick }: { emoji: string; onPick: (emoji: string) => void }) {
  const words = usePeopleWords()
  const button = useRef<HTMLButtonElement>(null)
  const [open, setOpen] = useState(false)
  const pick = (picked: string) => {
    onPick(picked)
    setOpen(false)
    button.current?.focus()
  }
  return (
    <>
      <IconButton ref={button} label={words.statusEmoji} className="status-emoji" aria-haspopup="dialog" aria-expanded={open} onClick={() => setOpen(!open)}>
        {emoji ? <Glyph emoji={emoji} /> : <Smile size={18} />}
      </IconButton>
      {open && <EmojiPicker beside={button} onPick={pick} onClose={() => setOpen(false)} />}
    </>
  )
}
