'use client'

import type { Client, Status } from '@parley/client'
import { CloudOff, LoaderCircle, RefreshCw } from 'lucide-react'
import { useNow } from '../hooks/use-now.ts'
import { useReadable } from '../hooks/use-readable.ts'
import { useSettled } from '../hooks/use-settled.ts'
import { useWords } from '../hooks/use-words.ts'

/** Where it is first seen, the moment begins. */
const IDLE: Status = { at: 'idle' }

/** Shows how the connection stands when it does not stand well. It lies over the page and moves nothing; the announcer speaks of it, once. */
export function ConnectionBanner({ client }: { client: Client }) {
  const status = useReadable(client.status)
  // A moment of connecting or catching up is not worth a word.
  const shown = useSettled(status, status.at === 'connecting' || status.at === 'online' ? 900 : 0, IDLE)
  return (
    <div className="banner-place" role="status" aria-live="off">
      <Words status={shown.at === status.at ? status : shown} client={client} />
    </div>
  )
}

function Words({ status, client }: { status: Status; client: Client }) {
  const say = useWords()
  if (status.at === 'connecting') return <Banner icon={<LoaderCircle className="turning" size={16} />}>{say.status.connecting}</Banner>
  if (status.at === 'online' && status.syncing) return <Banner icon={<LoaderCircle className="turning" size={16} />}>{say.status.catchingUp}</Banner>
  if (status.at === 'offline') return <Offline retryAt={status.retryAt} client={client} />
  if (status.at !== 'outdated') return null
  return (
    <Banner icon={<RefreshCw size={16} />} act={say.general.reload} onAct={() => location.reload()}>
      {say.status.updated}
    </Banner>
  )
}

function Offline({ retryAt, client }: { retryAt: number; client: Client }) {
  const { status } = useWords()
  const now = useNow(500)
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000))
  return (
    <Banner icon={<CloudOff size={16} />} act={status.tryNow} onAct={() => client.reconnectNow()}>
      {status.offline} <span className="banner-count">{seconds > 0 ? status.tryingIn(seconds) : status.trying}</span>
    </Banner>
  )
}

function Banner({ icon, act, onAct, children }: { icon: React.ReactNode; act?: string; onAct?: () => void; children: React.ReactNode }) {
  return (
    <div className="banner">
      {icon}
      <span>{children}</span>
      {act && (
        <button type="button" className="link" onClick={onAct}>
          {act}
        </button>
      )}
    </div>
  )
}
