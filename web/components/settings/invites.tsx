'use client'

import type { Invite } from '@parley/protocol'
import { Link } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { Failure } from '../ui/failure.tsx'
import { Select } from '../ui/select.tsx'
import { MadeLink } from './made-link.tsx'

const lifetimes = [1, 7, 30] as const
const sizes = [1, 10, 100] as const

/** Links that let people in. A link is told once, when it is made. */
export function InviteSettings() {
  const client = useClient()
  const words = useSettingsWords()
  const { answer, failure, again } = useAnswer('invite.list', {})
  const { busy, failure: refused, run } = useRequest()
  const [days, setDays] = useState<(typeof lifetimes)[number]>(7)
  const [maxUses, setMaxUses] = useState<(typeof sizes)[number]>(100)
  const [made, setMade] = useState<string | null>(null)
  const create = () =>
    run(async () => {
      const { code } = await client.call('invite.create', { days, maxUses })
      if (code) setMade(`${location.origin}/invite/${code}`)
      again()
    })
  const revoke = (invite: Invite) => () => void run(() => client.call('invite.revoke', { inviteId: invite.id })).then(again)
  const valid = answer?.invites.filter((invite) => !invite.revoked && invite.expiresAt > Date.now() && invite.uses < invite.maxUses)
  return (
    <div className="form settings-part">
      <p className="settings-words">{words.invitesWords}</p>
      <div className="settings-foot">
        <Select label={words.validFor} options={lifetimes.map((value) => ({ value, label: words.days(value) }))} value={days} onChange={setDays} />
        <Select label={words.goodFor} options={sizes.map((value) => ({ value, label: words.people(value) }))} value={maxUses} onChange={setMaxUses} />
        <button type="button" className="button primary" disabled={busy} onClick={create}>
          <Link size={16} aria-hidden="true" /> {words.makeInvite}
        </button>
      </div>
      {made && <MadeLink key={made} link={made} />}
      <Failure words={refused ?? failure} />
      <ul className="list settings-rows" aria-busy={!answer}>
        {valid?.map((invite) => (
          <InviteRow key={invite.id} invite={invite} busy={busy} onRevoke={revoke(invite)} />
        ))}
      </ul>
      {valid?.length === 0 && <p className="settings-words">{words.noInvites}</p>}
    </div>
  )
}

function InviteRow({ invite, busy, onRevoke }: { invite: Invite; busy: boolean; onRevoke: () => void }) {
  const { shortDate } = useFormats()
  const words = useSettingsWords()
  return (
    <li className="list-row">
      <span className="list-main">
        <b>{words.usedTimes(invite.uses, invite.maxUses)}</b>
        <small>{words.validUntil(shortDate(invite.expiresAt))}</small>
      </span>
      <button type="button" className="button small" disabled={busy} onClick={onRevoke}>
        {words.revoke}
      </button>
    </li>
  )
}
