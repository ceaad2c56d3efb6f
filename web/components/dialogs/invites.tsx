'use client'

import type { Invite } from '@parley/protocol'
import { Copy, Link } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { copy } from '../../lib/clipboard.ts'
import { Failure } from '../ui/failure.tsx'
import { IconButton } from '../ui/icon-button.tsx'

/** Links that let people in. A link is told once, when it is made. */
export function Invites() {
  const client = useClient()
  const say = useWords().dialogs
  const { shortDate } = useFormats()
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
      <h3>{say.invitations}</h3>
      {made && <MadeLink link={made} />}
      <Failure words={refused ?? failure} />
      <ul className="list">
        {valid.map((invite) => (
          <li key={invite.id} className="list-row">
            <span className="list-main">
              <b>{say.usedTimes(invite.uses, invite.maxUses)}</b>
              <small>{say.validUntil(shortDate(invite.expiresAt))}</small>
            </span>
            <button type="button" className="button small" disabled={busy} onClick={() => revoke(invite)}>
              {say.revoke}
            </button>
          </li>
        ))}
      </ul>
      <button type="button" className="button" disabled={busy} onClick={create}>
        <Link size={16} /> {say.makeInvite}
      </button>
    </section>
  )
}

function MadeLink({ link }: { link: string }) {
  const say = useWords().dialogs
  const [copied, setCopied] = useState(false)
  return (
    <div className="field">
      <div className="field-line">
        <input readOnly aria-label={say.inviteLink} value={link} onFocus={(event) => event.target.select()} />
        <IconButton label={say.copyInvite} onClick={() => void copy(link).then(() => setCopied(true))}>
          <Copy size={16} />
        </IconButton>
      </div>
      <p className="field-hint" role="status">
        {copied ? say.copied : say.shownOnce}
      </p>
    </div>
  )
}
