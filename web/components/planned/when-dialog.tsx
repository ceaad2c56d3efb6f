'use client'

import { type FormEvent, useState } from 'react'
import { useLaterWords } from '../../hooks/use-later.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { fieldTime, moments } from '../../lib/moments.ts'
import type { When } from '../../lib/when.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'

/** A time to come: one of those that are wanted most, or any other on one's own clock. */
export function WhenDialog({ question, onClose }: { question: When; onClose: () => void }) {
  const words = useLaterWords()
  const { clock, dayName } = useFormats()
  const { busy, failure, run } = useRequest()
  const [now] = useState(() => Date.now())
  const [typed, setTyped] = useState(() => fieldTime(question.at && question.at > now ? question.at : now + 3_600_000))
  const [past, setPast] = useState(false)
  const choose = async (at: number) => {
    setPast(!(at > Date.now()))
    if (at > Date.now() && (await run(() => question.onChosen(at)))) onClose()
  }
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void choose(new Date(typed).getTime())
  }
  return (
    <Dialog title={question.title} onClose={onClose}>
      <div className="when-moments">
        {moments(now).map(({ key, at }, index) => (
          <button key={key} type="button" className="button" disabled={busy} data-first={index === 0 ? '' : undefined} onClick={() => void choose(at)}>
            {words[key]}
            <small>
              {dayName(at, now)}, {clock(at)}
            </small>
          </button>
        ))}
      </div>
      <form className="form" onSubmit={submit}>
        <Field
          label={words.when}
          type="datetime-local"
          required
          value={typed}
          error={past ? words.whenPast : null}
          onChange={(event) => setTyped(event.target.value)}
        />
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy || typed === ''}>
          {words.choose}
        </DialogFoot>
      </form>
    </Dialog>
  )
}
