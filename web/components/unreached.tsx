'use client'

import { useEffect } from 'react'
import { answers, type Unreached as Reason } from '../lib/home.ts'
import { words } from '../lib/worker-words.ts'
import { Standstill } from './standstill.tsx'

const LOOK_EVERY_MS = 5_000

/** No server, nothing to show: says so, and starts anew as soon as somebody answers. There is nothing typed here to lose. */
export function Unreached({ reason: { refused } }: { reason: Reason }) {
  useEffect(() => {
    if (refused) return
    // The browser's word "online" only hastens the question; the answer decides.
    const look = (): void => void answers().then((there) => there && location.reload())
    const timer = setInterval(look, LOOK_EVERY_MS)
    addEventListener('online', look)
    return () => {
      clearInterval(timer)
      removeEventListener('online', look)
    }
  }, [refused])
  const { title, words: said, act } = refused ? words.refused() : words.unreached
  return <Standstill title={title} words={said} action={act} />
}
