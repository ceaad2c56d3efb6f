'use client'

import { type ReactNode, useSyncExternalStore } from 'react'
import { FullContext } from '../hooks/use-tree.ts'
import { SpokenContext } from '../hooks/use-words.ts'
import { isFull, subscribe } from '../lib/markdown/trees.ts'
import { onLanguage, spokenNow } from '../lib/words.ts'

/** Listens, for all that is drawn below, to which language is spoken and how well Markdown is read. */
export function Spoken({ children }: { children: ReactNode }) {
  const spoken = useSyncExternalStore(onLanguage, spokenNow, spokenNow)
  const full = useSyncExternalStore(subscribe, isFull, isFull)
  return (
    <SpokenContext value={spoken}>
      <FullContext value={full}>{children}</FullContext>
    </SpokenContext>
  )
}
