'use client'

import type { Client, Status } from '@parley/client'
import { CloudOff, LoaderCircle, RefreshCw } from 'lucide-react'
import { useNow } from '../hooks/use-now.ts'
import { useReadable } from '../hooks/use-readable.ts'
import { useSettled } from '../hooks/use-settled.ts'

/** Shows how the connection stands when it does not stand well. It lies over the page and moves nothing; the announcer speaks of it, once. */
export function ConnectionBanner({ client }: { client: Client }) {
  const status = useReadable(client.status)
  // A moment of connecting or catching up is not worth a word.
  const shown = useSettled(status, status.at === 'connecting' || status.at === 'online' ? 900 : 0)
  return (
    <div className="banner-place" role="status" aria-live="off">
      <Words status={shown.at === status.at ? status : shown} client={client} />
    </div>
  )
}

function Words({ status, client }: { status: Status; client: Client }) {
  if (status.at === 'connecting') return <Banner icon={<LoaderCircle className="turning" size={16} />}>Connecting…</Banner>
  if (status.at === 'online' && status.syncing) return <Banner icon={<LoaderCircle className="turning" size={16} />}>Catching up…</Banner>
  if (status.at === 'offline') return <Offline retryAt={status.retryAt} client={client} />
  if (status.at !== 'outdated') return null
  return (
    <Banner icon={<RefreshCw size={16} />} act="Reload" onAct={() => location.reload()}>
      Parley was updated.
    </Banner>
  )
}

function Offline({ retryAt, client }: { retryAt: number; client: Client }) {
  const now = useNow(500)
  const seconds = Math.max(0, Math.ceil((retryAt - now) / 1000))
  return (
    <Banner icon={<CloudOff size={16} />} act="Try now" onAct={() => client.reconnectNow()}>
      Offline. <span className="banner-count">{seconds > 0 ? `Trying again in ${seconds} s` : 'Trying again…'}</span>
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
