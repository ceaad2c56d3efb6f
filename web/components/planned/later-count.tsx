'use client'

import { useReminders, useSchedules } from '../../hooks/use-later.ts'

/** How much of what waits wants something: what has fired, and what could not be sent. */
export function LaterCount() {
  const count = useReminders().filter(({ state }) => state === 'fired').length + useSchedules().filter(({ state }) => state === 'refused').length
  return count > 0 && <span className="n">{count}</span>
}
