'use client'

import { TriangleAlert } from 'lucide-react'
import { useEffect, useSyncExternalStore } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { hasUnkeptDrafts, onDrafts } from '../lib/drafts.ts'
import type { TabOutbox } from '../lib/tab-outbox.ts'

/** Says that unsent messages or drafts would be lost with this tab, and lets the browser ask before it closes. */
export function UnkeptNotice({ outbox }: { outbox: TabOutbox }) {
  const { worker } = useWords()
  const unsent = useSyncExternalStore(outbox.subscribe, outbox.unkept, () => false)
  const unwritten = useSyncExternalStore(onDrafts, hasUnkeptDrafts, () => false)
  const unkept = unsent || unwritten
  useEffect(() => {
    if (!unkept) return
    const stop = new AbortController()
    addEventListener('beforeunload', (event) => event.preventDefault(), { signal: stop.signal })
    return () => stop.abort()
  }, [unkept])
  return (
    <div className="banner-place second" role="status">
      {unkept && (
        <div className="banner">
          <TriangleAlert size={16} />
          <span>{worker.unkept}</span>
        </div>
      )}
    </div>
  )
}
