'use client'

import type { Client } from '@parley/client'
import { useEffect, useMemo } from 'react'
import { SessionContext } from '../hooks/use-client.ts'
import { useReadable } from '../hooks/use-readable.ts'
import { forget } from '../lib/keep/database.ts'
import type { Keeper } from '../lib/keep/keeper.ts'
import { later } from '../lib/later.ts'
import type { Opened } from '../lib/open.ts'
import { isLeaving } from '../lib/signing-out.ts'
import { lastUser, rememberUser } from '../lib/tab-outbox.ts'
import { WatchList } from '../lib/watch-list.ts'
import { Arrival } from './account/arrival.tsx'
import { WayIn } from './account/way-in.tsx'
import { laterPart } from './later.tsx'
import { Skeleton } from './skeleton.tsx'

const ConnectionBanner = laterPart(async () => (await import('./connection-banner.tsx')).ConnectionBanner)
const UnkeptNotice = laterPart(async () => (await import('./unkept-notice.tsx')).UnkeptNotice)

/** What is kept for the next start is kept once this one is over. */
const keeper = later(async () => (await import('../lib/keep/keeper.ts')).Keeper)

/** Answers how to stop. */
function keepFor(client: Client, userId: string): () => void {
  let over = false
  let end: (() => void) | undefined
  const begin = (found: typeof Keeper): void => {
    if (!over) end = new found(client, userId).start()
  }
  keeper.load().then(begin, () => {}) // without it nothing is kept, and all else works
  return () => {
    over = true
    end?.()
  }
}

/** Starts the connection and waits until it is known who is here. */
export function SignedIn({ opened }: { opened: Opened }) {
  const { client } = opened
  const self = useReadable(client.self)
  const status = useReadable(client.status)
  const watched = useMemo(() => new WatchList(client.presence), [client])
  useEffect(() => {
    if (client.status.get().at === 'idle') client.start()
  }, [client])
  useEffect(() => {
    if (self) rememberOrReload(self.user.id)
  }, [self])
  const keptFor = status.at === 'signedOut' ? null : self?.user.id
  useEffect(() => (keptFor ? keepFor(client, keptFor) : undefined), [client, keptFor])
  useEffect(() => {
    if (status.at === 'signedOut') forget().catch(() => {})
  }, [status.at])

  if (status.at === 'signedOut' && isLeaving()) return <Skeleton />
  if (status.at === 'signedOut') return <WayIn opened={opened} notice={status.reason} onEntered={() => location.reload()} />
  if (!self) {
    return (
      <>
        <Skeleton />
        <ConnectionBanner client={client} />
      </>
    )
  }
  const session = { client, me: self.user, sessionId: self.sessionId, workspace: self.workspace, watched }
  return (
    <SessionContext value={session}>
      <Arrival />
      <ConnectionBanner client={client} />
      <UnkeptNotice outbox={opened.outbox} />
    </SessionContext>
  )
}

/** The unsent messages of one person are never sent as another's: somebody else starts with a fresh page. */
function rememberOrReload(userId: string): void {
  const before = lastUser()
  rememberUser(userId)
  if (before !== null && before !== userId) location.reload()
}
