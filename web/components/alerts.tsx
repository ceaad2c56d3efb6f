'use client'

import { useEffect } from 'react'
import { useSession } from '../hooks/use-client.ts'
import { watchForAlerts } from '../lib/notify/alerts.ts'
import { keepBadge } from '../lib/notify/badge.ts'
import { renewNotices } from '../lib/notify/device.ts'
import { followNotices } from '../lib/notify/opened.ts'

/** Draws nothing. */
export function Alerts() {
  const { client, me } = useSession()
  useEffect(() => watchForAlerts(client, me.id), [client, me.id])
  useEffect(() => keepBadge(client), [client])
  useEffect(() => followNotices(), [])
  // Without a network it is told at the next start.
  useEffect(() => void renewNotices(client).catch(() => {}), [client])
  return null
}
