'use client'

import { useEffect, useState } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { takeOver, watchWorker } from '../lib/worker.ts'

/** One quiet line when a newer version waits. Nothing is loaded anew but by the person's own word. */
export function UpdateLine() {
  const { worker } = useWords()
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null)
  useEffect(() => watchWorker(setWaiting), [])
  return (
    <div className="update-place" role="status">
      {waiting && (
        <div className="banner">
          <span>{worker.ready} ·</span>
          <button type="button" className="link" onClick={() => takeOver(waiting)}>
            {worker.reload}
          </button>
        </div>
      )}
    </div>
  )
}
