'use client'

import { ArrowLeft } from 'lucide-react'
import { useDialogs } from '../hooks/use-dialogs.ts'
import { leavePlace } from '../lib/place.ts'

/** No conversation is open: what to do next. */
export function EmptyPane() {
  const open = useDialogs()
  return (
    <main className="main">
      <div className="empty">
        <h2>Pick a conversation</h2>
        <p>Everything that was said is on the left. Or begin something.</p>
        <div className="empty-actions">
          <button type="button" className="button" onClick={() => open('browse')}>
            Browse channels
          </button>
          <button type="button" className="button" onClick={() => open('direct')}>
            Write to somebody
          </button>
        </div>
      </div>
    </main>
  )
}

/** An address that leads nowhere, or nowhere this person may go. */
export function MissingPane() {
  return (
    <main className="main">
      <div className="empty">
        <h2>There is nothing here</h2>
        <p>This conversation does not exist, or it is not yours to read.</p>
        <button type="button" className="button" onClick={leavePlace}>
          <ArrowLeft size={16} /> Back
        </button>
      </div>
    </main>
  )
}
