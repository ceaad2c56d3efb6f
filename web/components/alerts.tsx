'use client'

import { useEffect } from 'react'
import { useSession } from '../hooks/use-client.ts'
import { watchForAlerts } from '../lib/notify/alerts.ts'

/** Draws nothing. */
export function Alerts() {
  const { client, me } = useSession()
  useEffect(() => watchForAlerts(client, me.id), [client, me.id])
  return null
}
