'use client'

import { ChevronLeft } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useLaterWords, useReminders, useSaved, useSchedules } from '../../hooks/use-later.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isTouch } from '../../lib/focus.ts'
import { NavLink } from '../ui/nav-link.tsx'
import { ReminderRow } from './reminder-row.tsx'
import { SavedRow } from './saved-row.tsx'
import { ScheduleRow } from './schedule-row.tsx'

/** Everything that waits: what is to be sent, what one is reminded of, and what one keeps in sight. */
export function LaterPane() {
  const words = useLaterWords()
  const { back } = useWords().general
  const heading = useRef<HTMLHeadingElement>(null)
  const schedules = useSchedules().toSorted((a, b) => a.at - b.at)
  const reminders = useReminders().toSorted((a, b) => a.at - b.at)
  const saved = useSaved().toSorted((a, b) => b.savedAt - a.savedAt)
  const [todo, done] = [saved.filter(({ state }) => state === 'todo'), saved.filter(({ state }) => state === 'done')]
  const isEmpty = schedules.length + reminders.length + saved.length === 0
  useEffect(() => {
    if (!isTouch()) heading.current?.focus({ preventScroll: true })
  }, [])
  return (
    <main className="main">
      <header className="head">
        <NavLink href="/" className="tool back" aria-label={back}>
          <ChevronLeft size={22} className="points" />
        </NavLink>
        <h1 ref={heading} tabIndex={-1}>
          <span>{words.title}</span>
        </h1>
      </header>
      <div className="later-scroll">
        {isEmpty && (
          <div className="later-none">
            <b>{words.nothing}</b>
            <p>{words.nothingWords}</p>
          </div>
        )}
        <Part title={words.scheduled}>
          {schedules.map((row) => (
            <ScheduleRow key={row.id} row={row} />
          ))}
        </Part>
        <Part title={words.reminders}>
          {reminders.map((row) => (
            <ReminderRow key={row.id} row={row} />
          ))}
        </Part>
        <Part title={words.saved}>
          {todo.map((row) => (
            <SavedRow key={row.id} row={row} />
          ))}
        </Part>
        <Part title={words.finished}>
          {done.map((row) => (
            <SavedRow key={row.id} row={row} />
          ))}
        </Part>
      </div>
    </main>
  )
}

function Part({ title, children }: { title: string; children: readonly ReactNode[] }) {
  if (children.length === 0) return null
  return (
    <section className="later-part" aria-label={title}>
      <h2>{title}</h2>
      <ul>{children}</ul>
    </section>
  )
}
