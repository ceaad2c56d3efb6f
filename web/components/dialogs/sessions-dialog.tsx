'use client'

import type { Session } from '@parley/protocol'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'

/** Where one is signed in; each can be ended. */
export function SessionsDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const { sidebar, dialogs } = useWords()
  const { answer, failure, again } = useAnswer('session.list', {})
  const request = useRequest()
  const end = async (work: () => Promise<unknown>) => {
    await request.run(work)
    again()
  }
  const others = answer?.sessions.some((session) => !session.current)
  return (
    <Dialog title={sidebar.sessions} onClose={onClose}>
      <Failure words={failure ?? request.failure} />
      <ul className="list" aria-busy={!answer}>
        {answer?.sessions.map((session) => (
          <SessionRow
            key={session.id}
            session={session}
            busy={request.busy}
            onEnd={() => end(() => client.call('session.revoke', { sessionId: session.id }))}
          />
        ))}
      </ul>
      {others && (
        <footer className="dialog-foot">
          <button type="button" className="button" disabled={request.busy} onClick={() => end(() => client.call('session.revokeOthers', {}))}>
            {dialogs.signOutElsewhere}
          </button>
        </footer>
      )}
    </Dialog>
  )
}

function SessionRow({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  const { sidebar, dialogs } = useWords()
  const { ago, whole } = useFormats()
  return (
    <li className="list-row">
      <span className="list-main">
        {session.device ? <b dir="auto">{session.device}</b> : <b>{dialogs.unknownDevice}</b>}
        <small>
          <bdi dir="auto">{session.address}</bdi> ·{' '}
          <time dateTime={new Date(session.lastUsedAt).toISOString()} title={whole(session.lastUsedAt)}>
            {dialogs.used(ago(session.lastUsedAt, Date.now()))}
          </time>
        </small>
      </span>
      {session.current ? (
        <small className="tag">{dialogs.thisDevice}</small>
      ) : (
        <button type="button" className="button small" disabled={busy} onClick={onEnd}>
          {sidebar.signOut}
        </button>
      )}
    </li>
  )
}
