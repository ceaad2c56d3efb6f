'use client'

import { type FormEvent, useId, useState } from 'react'
import { useLaterWords } from '../../hooks/use-later.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { isSendable } from '../../lib/characters.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'

/** Words to change, in a dialog of their own. */
export function WordsDialog(props: { title: string; first: string; onSave: (words: string) => Promise<unknown>; onClose: () => void }) {
  const { keep } = useLaterWords()
  const id = useId()
  const [text, setText] = useState(props.first)
  const { busy, failure, run } = useRequest()
  const save = async (event: FormEvent) => {
    event.preventDefault()
    if (await run(() => props.onSave(text.trimEnd()))) props.onClose()
  }
  return (
    <Dialog title={props.title} onClose={props.onClose}>
      <form className="form" onSubmit={save}>
        <label className="visually-hidden" htmlFor={id}>
          {props.title}
        </label>
        <textarea id={id} className="words-field" dir="auto" rows={6} data-first value={text} onChange={(event) => setText(event.target.value)} />
        <Failure words={failure} />
        <DialogFoot onClose={props.onClose} disabled={busy || !isSendable(text)}>
          {keep}
        </DialogFoot>
      </form>
    </Dialog>
  )
}
