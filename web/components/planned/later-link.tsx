'use client'

import { Clock } from 'lucide-react'
import { useLaterWords, useReminders, useSchedules } from '../../hooks/use-later.ts'
import { useRoute } from '../../hooks/use-route.ts'
import { NavLink } from '../ui/nav-link.tsx'

/** The way to what waits for later, and how much of it wants something: what has fired and what could not be sent. */
export function LaterLink() {
  const words = useLaterWords()
  const here = useRoute().at === 'later'
  const count = useReminders().filter(({ state }) => state === 'fired').length + useSchedules().filter(({ state }) => state === 'refused').length
  return (
    <NavLink href="/later" className={here ? 'row later-row on' : 'row later-row'} aria-current={here ? 'page' : undefined}>
      <Clock size={16} />
      <span>{words.title}</span>
      {count > 0 && <span className="n">{count}</span>}
    </NavLink>
  )
}
