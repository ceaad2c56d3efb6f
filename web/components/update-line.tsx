'use client'

import { useEffect, useState } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { type Take, watchWorker } from '../lib/worker.ts'

/** One quiet line when a newer version waits. Nothing is loaded anew but by the person's own word. */
export function UpdateLine() {
  const { worker } = useWords()
  const [update, setUpdate] = useState<{ take: Take } | null>(null)
  useEffect(() => watchWorker((take) => setUpdate({ take })), [])
  return (
    <div className="update-place" role="status">
      {update && (
        <div className="banner">
          <span>{worker.ready} ·</span>
          <button type="button" className="link" onClick={update.take}>
            {worker.reload}
          </button>
        </div>
      )}
    </div>
  )
}
