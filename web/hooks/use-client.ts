import type { Client } from '@parley/client'
import type { User, Workspace } from '@parley/protocol'
import { createContext, useContext } from 'react'
import type { WatchList } from '../lib/watch-list.ts'

export interface Session {
  client: Client
  me: User
  sessionId: string
  workspace: Workspace
  watched: WatchList
}

export const SessionContext = createContext<Session | null>(null)

/** The client and who is signed in; only inside the workspace. */
export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('Used outside of the workspace')
  return session
}

export const useClient = (): Client => useSession().client
