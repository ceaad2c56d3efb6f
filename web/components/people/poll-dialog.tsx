'use client'

import { LIMITS } from '@parley/protocol'
import { Plus } from 'lucide-react'
import { type FormEvent, useState } from 'react'
import { useAsked } from '../../hooks/use-asked.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { DialogFoot } from '../ui/dialog-foot.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'
import { Select } from '../ui/select.tsx'
import type { Begun } from './dialogs.tsx'

const HOUR_MS = 3_600_000
const closings = { never: null, hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const
type Closing = keyof typeof closings
const names = Object.keys(closings) as Closing[]

/** A question with answers to choose from. */
export function PollDialog({ begun, onClose }: { begun: Begun; onClose: () => void }) {
  const say = usePeopleWords()
  const { busy, failure, send } = useAsked(begun, onClose)
  const [question, setQuestion] = useState(begun.words)
  const [options, setOptions] = useState(['', ''])
  const [multiple, setMultiple] = useState(false)
  const [anonymous, setAnonymous] = useState(false)
  const [closing, setClosing] = useState<Closing>('never')
  const given = [...new Set(options.map((option) => option.trim()).filter((option) => option !== ''))]
  const ask = (event: FormEvent) => {
    event.preventDefault()
    const span = closings[closing]
    void send({ content: question, poll: { options: given, multiple, anonymous, ...(span !== null && { closesAt: Date.now() + span }) } })
  }
  return (
    <Dialog title={say.pollTitle} onClose={onClose}>
      <form className="form" onSubmit={ask}>
        <Field label={say.question} autoComplete="off" value={question} onChange={(event) => setQuestion(event.target.value)} data-first />
        <Options options={options} onChange={setOptions} />
        <label className="check">
          <input type="checkbox" checked={multiple} onChange={(event) => setMultiple(event.target.checked)} /> {say.multiple}
        </label>
        <label className="check">
          <input type="checkbox" checked={anonymous} onChange={(event) => setAnonymous(event.target.checked)} /> {say.anonymous}
        </label>
        <Select label={say.closes} options={names.map((value) => ({ value, label: say.closings[value] }))} value={closing} onChange={setClosing} />
        <Failure words={failure} />
        <DialogFoot onClose={onClose} disabled={busy || question.trim() === '' || given.length < 2}>
          {say.askPoll}
        </DialogFoot>
      </form>
    </Dialog>
  )
}

function Options({ options, onChange }: { options: readonly string[]; onChange: (options: string[]) => void }) {
  const say = usePeopleWords()
  const { number } = useFormats()
  return (
    <>
      {options.map((option, at) => (
        <Field
          // biome-ignore lint/suspicious/noArrayIndexKey: an option is its place
          key={at}
          label={say.option(number(at + 1))}
          autoComplete="off"
          maxLength={LIMITS.pollOptionChars}
          value={option}
          onChange={(event) => onChange(options.with(at, event.target.value))}
        />
      ))}
      {options.length < LIMITS.pollOptions && (
        <button type="button" className="button small" onClick={() => onChange([...options, ''])}>
          <Plus size={15} /> {say.addOption}
        </button>
      )}
    </>
  )
}
