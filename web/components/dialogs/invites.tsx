'use client'

import type { Invite } from '@parley/protocol'
import { Copy, Link } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { copy } from '../../lib/clipboard.ts'
import { shortDate } from '../../lib/time.ts'
import { Failure } from '../ui/failure.tsx'
import { IconButton } from '../ui/icon-button.tsx'

/** Links that let people in. A link is told once, when it is made. */
export function Invites() {
  const client = useClient()
  const { answer, failure, again } = useAnswer('invite.list', {})
  const { busy, failure: refused, run } = useRequest()
  const [made, setMade] = useState<string | null>(null)
  const create = () =>
    run(async () => {
      const { code } = await client.call('invite.create', {})
      if (code) setMade(`${location.origin}/invite/${code}`)
      again()
    })
  const revoke = (invite: Invite) => run(() => client.call('invite.revoke', { inviteId: invite.id })).then(again)
  const valid = answer?.invites.filter((invite) => !invite.revoked && invite.expiresAt > Date.now() && invite.uses < invite.maxUses) ?? []
  return (
    <section className="section">
      <h3>Invitations</h3>
      {made && <MadeLink link={made} />}
      <Failure words={refused ?? failure} />
      <ul className="list">
        {valid.map((invite) => (
          <li key={invite.id} className="list-row">
            <span className="list-main">
              <b>
                Used {invite.uses} of {invite.maxUses} times
              </b>
              <small>Valid until {shortDate(invite.expiresAt)}</small>
            </span>
            <button type="button" className="button small" disabled={busy} onClick={() => revoke(invite)}>
              Revoke
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" disabled={busy} onClick={create}>
        <Link size={16} /> Make an invite link
      </button>
    </section>
  )
}

function MadeLink({ link }: { link: string }) {
  const [copied, setCopied] = useState(false)
  return (
    <div className="field">
      <div className="field-line">
        <input readOnly aria-label="Invite link" value={link} onFocus={(event) => event.target.select()} />
        <IconButton label="Copy invite link" onClick={() => void copy(link).then(() => setCopied(true))}>
          <Copy size={16} />
        </IconButton>
      </div>
      <p className="field-hint" role="status">
        {copied ? 'Copied.' : 'Send it to whom you want here. It is shown only now.'}
      </p>
    </div>
  )
}
