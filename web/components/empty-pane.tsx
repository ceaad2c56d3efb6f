'use client'

import { ArrowLeft } from 'lucide-react'
import { useDialogs } from '../hooks/use-dialogs.ts'
import { useWords } from '../hooks/use-words.ts'
import { leavePlace } from '../lib/place.ts'

/** No conversation is open: what to do next. */
export function EmptyPane() {
  const open = useDialogs()
  const { general, sidebar } = useWords()
  return (
    <main className="main">
      <div className="empty">
        <h2>{general.pickTitle}</h2>
        <p>{general.pickWords}</p>
        <div className="empty-actions">
          <button type="button" className="button" onClick={() => open('browse')}>
            {sidebar.browse}
          </button>
          <button type="button" className="button" onClick={() => open('direct')}>
            {sidebar.writeToSomebody}
          </button>
        </div>
      </div>
    </main>
  )
}

/** An address that leads nowhere, or nowhere this person may go. */
export function MissingPane() {
  const { general } = useWords()
  return (
    <main className="main">
      <div className="empty">
        <h1>{general.missingTitle}</h1>
        <p>{general.missingWords}</p>
        <button type="button" className="button" onClick={leavePlace}>
          <ArrowLeft size={16} /> {general.back}
        </button>
      </div>
    </main>
  )
}
