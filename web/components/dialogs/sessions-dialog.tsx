'use client'

import type { Session } from '@parley/protocol'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { ago } from '../../lib/time.ts'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'

/** Where one is signed in; each can be ended. */
export function SessionsDialog({ onClose }: { onClose: () => void }) {
  const client = useClient()
  const { answer, failure, again } = useAnswer('session.list', {})
  const request = useRequest()
  const end = async (work: () => Promise<unknown>) => {
    await request.run(work)
    again()
  }
  const others = answer?.sessions.some((session) => !session.current)
  return (
    <Dialog title="Signed-in devices" onClose={onClose}>
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
            Sign out everywhere else
          </button>
        </footer>
      )}
    </Dialog>
  )
}

function SessionRow({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  return (
    <li className="list-row">
      <span className="list-main">
        <b>{session.device || 'Unknown device'}</b>
        <small>
          {session.address} · used {ago(session.lastUsedAt, Date.now())}
        </small>
      </span>
      {session.current ? (
        <small className="tag">This one</small>
      ) : (
        <button type="button" className="button small" disabled={busy} onClick={onEnd}>
          Sign out
        </button>
      )}
    </li>
  )
}
