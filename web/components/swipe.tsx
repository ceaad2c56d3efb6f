'use client'

import type { RefObject } from 'react'
import { useSwipe } from '../hooks/use-swipe.ts'

/** Lets a finger go between the list and a conversation; draws nothing. */
export function Swipe({ app }: { app: RefObject<HTMLElement | null> }) {
  useSwipe(app)
  return null
}
