'use client'

import { useEffect } from 'react'
import { useClient } from '../../hooks/use-client.ts'

const HIDDEN_MS = 5 * 60_000
const IDLE_MS = 10 * 60_000
/** What a person does; a page that scrolls by itself is none of it. */
const SIGNS = ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart'] as const

/** Says away after five minutes out of sight or ten without a sign, and comes back at the first one. Draws nothing. */
export function OwnPresence() {
  const client = useClient()
  useEffect(() => {
    const stop = new AbortController()
    let due: ReturnType<typeof setTimeout> | undefined
    let since = Date.now()
    // One timer, moved when it fires and not at each sign: signs come in hundreds a second.
    const look = () => {
      clearTimeout(due)
      const hidden = document.visibilityState === 'hidden'
      const left = since + (hidden ? HIDDEN_MS : IDLE_MS) - Date.now()
      if (left > 0) due = setTimeout(look, left)
      client.presence.set(left > 0 ? 'online' : 'away')
      if (left <= 0) due = undefined
    }
    const sign = () => {
      since = Date.now()
      if (due === undefined) look()
    }
    const turned = () => {
      since = Date.now()
      look()
    }
    for (const event of SIGNS) addEventListener(event, sign, { passive: true, signal: stop.signal })
    document.addEventListener('visibilitychange', turned, { signal: stop.signal })
    look()
    return () => {
      clearTimeout(due)
      stop.abort()
    }
  }, [client])
  return null
}
