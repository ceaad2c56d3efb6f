'use client'

import type { Session } from '@parley/protocol'
import { Monitor, Smartphone } from 'lucide-react'
import { useState } from 'react'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useClient } from '../../hooks/use-client.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useSettingsWords } from '../../hooks/use-settings-words.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { deviceOf } from '../../lib/device.ts'
import { Confirm } from '../ui/confirm.tsx'
import { Failure } from '../ui/failure.tsx'

/** Where one is signed in; each can be ended. */
export function SessionSettings() {
  const client = useClient()
  const words = useSettingsWords()
  const { answer, failure, again } = useAnswer('session.list', {})
  const { busy, failure: refused, run } = useRequest()
  const [told, setTold] = useState('')
  const [asking, setAsking] = useState(false)
  const end = (sessionId: string) => async () => {
    const ended = await run(() => client.call('session.revoke', { sessionId }))
    setTold(ended ? words.signedOutOne : '')
    again()
  }
  const endOthers = async () => {
    await client.call('session.revokeOthers', {})
    setTold(words.othersSignedOut)
    again()
  }
  const sessions = answer?.sessions.toSorted((a, b) => Number(b.current) - Number(a.current) || b.lastUsedAt - a.lastUsedAt) ?? []
  return (
    <div className="form settings-part">
      <p className="settings-words">{words.sessionsWords}</p>
      <Failure words={refused ?? failure} />
      <ul className="list settings-rows" aria-busy={!answer}>
        {sessions.map((session) => (
          <SessionRow key={session.id} session={session} busy={busy} onEnd={end(session.id)} />
        ))}
      </ul>
      <footer className="settings-foot">
        {sessions.length > 1 ? (
          <button type="button" className="button" disabled={busy} onClick={() => setAsking(true)}>
            {words.signOutOthers}
          </button>
        ) : (
          answer && <p className="settings-words">{words.alone}</p>
        )}
        <span role="status">{told}</span>
      </footer>
      {asking && (
        <Confirm
          title={words.signOutOthersTitle}
          words={words.signOutOthersWords}
          action={words.signOutOthers}
          onConfirm={endOthers}
          onClose={() => setAsking(false)}
        />
      )}
    </div>
  )
}

function SessionRow({ session, busy, onEnd }: { session: Session; busy: boolean; onEnd: () => void }) {
  const { ago, shortDate } = useFormats()
  const words = useSettingsWords()
  const { browser, system } = deviceOf(session.device)
  const name = browser && system ? words.device(browser, system) : (browser ?? system ?? words.unknownDevice)
  const Icon = /^(iPhone|iPad|Android)$/.test(system ?? '') ? Smartphone : Monitor
  return (
    <li className="list-row" title={session.device || undefined}>
      <Icon size={18} aria-hidden="true" />
      <span className="list-main">
        <b dir="auto">{name}</b>
        <small>{words.seen(ago(session.lastUsedAt, Date.now()), session.address)}</small>
        <small>{words.signedInOn(shortDate(session.createdAt))}</small>
      </span>
      {session.current ? (
        <span className="tag">{words.thisDevice}</span>
      ) : (
        <button type="button" className="button small" disabled={busy} aria-label={words.signOutDevice(name)} onClick={onEnd}>
          {words.signOut}
        </button>
      )}
    </li>
  )
}
