'use client'

import clsx from 'clsx'
import { useEffect, useState } from 'react'
import { useSaid } from '../hooks/use-shell.ts'
import { useSpokenConnection } from '../hooks/use-spoken.ts'

const SHOWN_MS = 6000

/** Says aloud what changed where nobody looks; a failure is seen as well. */
export function Announcer() {
  const said = useSaid()
  const [gone, setGone] = useState(0)
  useSpokenConnection()
  useEffect(() => {
    const timer = setTimeout(() => setGone(said.count), SHOWN_MS)
    return () => clearTimeout(timer)
  }, [said])
  const fresh = said.count > gone
  return (
    <div className={clsx(said.shown && fresh ? 'said-place' : 'visually-hidden')} aria-live="polite" data-said>
      {/* The same words twice are said twice: the element is a new one. */}
      {fresh && (
        <p key={said.count} className="banner">
          {said.words}
        </p>
      )}
    </div>
  )
}
