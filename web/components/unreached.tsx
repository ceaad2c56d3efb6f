'use client'

import { useEffect } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { answers, type Unreached as Reason, serverUrl } from '../lib/home.ts'
import { Standstill } from './standstill.tsx'

const LOOK_EVERY_MS = 5_000

/** No server, nothing to show: says so, and starts anew as soon as somebody answers. There is nothing typed here to lose. */
export function Unreached({ reason: { refused } }: { reason: Reason }) {
  const { worker } = useWords()
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
  if (!refused) return <Standstill title={worker.unreached.title} words={worker.unreached.words} action={worker.unreached.act} />
  return <Standstill title={worker.refused.title} words={worker.refused.words(serverUrl(), location.origin)} action={worker.refused.act} />
}
