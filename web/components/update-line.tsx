'use client'

import { useEffect, useState } from 'react'
import { takeOver, watchWorker } from '../lib/worker.ts'
import { words } from '../lib/worker-words.ts'

/** One quiet line when a newer version waits. Nothing is loaded anew but by the person's own word. */
export function UpdateLine() {
  const [waiting, setWaiting] = useState<ServiceWorker | null>(null)
  useEffect(() => watchWorker(setWaiting), [])
  return (
    <div className="update-place" role="status">
      {waiting && (
        <div className="banner">
          <span>{words.ready} ·</span>
          <button type="button" className="link" onClick={() => takeOver(waiting)}>
            {words.reload}
          </button>
        </div>
      )}
    </div>
  )
}
