'use client'

import type { Conversation } from '@parley/client'
import { useState } from 'react'
import { useJump } from '../../hooks/use-jump.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useWords } from '../../hooks/use-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { Field } from '../ui/field.tsx'

const DAY_MS = 86_400_000

/** A day as the date field writes it, in the person's own time zone. */
const written = (at: number): string => {
  const day = new Date(at)
  return [day.getFullYear(), day.getMonth() + 1, day.getDate()].map((part) => String(part).padStart(2, '0')).join('-')
}
/** The first moment of a day written so. */
const startOf = (day: string): number => new Date(`${day}T00:00`).getTime()

/** Chooses a day and goes to what was said then. */
export function DateDialog({ conversation, at, onClose }: { conversation: Conversation; at: number; onClose: () => void }) {
  const { history: words } = useWords()
  const { toTime } = useJump(conversation)
  const { busy, failure, run } = useRequest()
  const [day, setDay] = useState(written(at))
  const go = async (time: number) => {
    if (Number.isFinite(time) && (await run(() => toTime(time)))) onClose()
  }
  const near: [string, number][] = [
    [words.beginning, 0],
    [words.lastMonth, startOf(written(Date.now() - 30 * DAY_MS))],
    [words.lastWeek, startOf(written(Date.now() - 7 * DAY_MS))],
  ]
  return (
    <Dialog title={words.jumpToDate} onClose={onClose}>
      <form
        className="form"
        onSubmit={(event) => {
          event.preventDefault()
          void go(startOf(day))
        }}
      >
        <Field label={words.date} type="date" required value={day} max={written(Date.now())} onChange={(event) => setDay(event.target.value)} />
        <Failure words={failure} />
        <div className="near-dates">
          {near.map(([name, time]) => (
            <button key={name} type="button" className="button small" disabled={busy} onClick={() => go(time)}>
              {name}
            </button>
          ))}
          <button type="submit" className="button small primary" disabled={busy}>
            {words.go}
          </button>
        </div>
      </form>
    </Dialog>
  )
}
