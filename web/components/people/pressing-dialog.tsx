'use client'

import type { Priority } from '@parley/protocol'
import { type FormEvent, useId, useState } from 'react'
import { useAsked } from '../../hooks/use-asked.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { Choice } from '../ui/choice.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'
import type { Begun } from './dialogs.tsx'

const levels = ['important', 'urgent'] as const

/** A message that asks to be noticed. */
export function PressingDialog({ begun, onClose }: { begun: Begun; onClose: () => void }) {
  const say = usePeopleWords()
  const id = useId()
  const { busy, failure, send } = useAsked(begun, onClose)
  const [content, setContent] = useState(begun.words)
  const [level, setLevel] = useState<Priority['level']>('important')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({ content: content.trimEnd(), priority: level })
  }
  return (
    <Dialog title={say.pressingTitle} onClose={onClose}>
      <form className="form" onSubmit={submit}>
        <div className="field">
          <label htmlFor={id}>{say.words}</label>
          <textarea id={id} className="pressing-words" dir="auto" rows={3} value={content} onChange={(event) => setContent(event.target.value)} data-first />
        </div>
        <Choice legend={say.level} options={levels.map((value) => ({ value, ...say.levels[value] }))} value={level} onChange={setLevel} />
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy || content.trim() === ''}>
          {say.send}
        </DialogFoot>
      </form>
    </Dialog>
  )
}
