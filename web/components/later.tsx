'use client'

import { type ComponentType, type ReactNode, useEffect, useSyncExternalStore } from 'react'
import { type Later, later } from '../lib/later.ts'

const AGAIN_MS = 3_000

/** A component whose code is not of the first load. What stands in its place meanwhile must be as large, where it is not laid over the page. */
export function laterPart<P extends object>(bring: () => Promise<ComponentType<P>>, meanwhile: ReactNode = null): ComponentType<P> {
  const part = later(bring)
  // biome-ignore lint/correctness/noComponentHookFactories: called at the top of a module, once a part
  return function LaterPart(props: P) {
    const Part = useLater(part)
    return Part ? <Part {...props} /> : meanwhile
  }
}

/** Without a network it is asked for again and again: what is drawn around it must not fail for it. */
function useLater<T>(part: Later<T>): T | null {
  const found = useSyncExternalStore(part.subscribe, part.get, () => null)
  const missing = found === null
  useEffect(() => {
    if (!missing) return
    const ask = () => void part.load().catch(() => {})
    ask()
    const again = setInterval(ask, AGAIN_MS)
    return () => clearInterval(again)
  }, [part, missing])
  return found
}
