import type { User } from '@parley/protocol'
import { useEffect, useMemo, useSyncExternalStore } from 'react'
import { useClient, useSession } from './use-client.ts'

/** A person's public profile; asked for when it is not known yet. */
export function useUser(userId: string): User | undefined {
  const { users } = useClient()
  const get = () => users.get(userId)
  return useSyncExternalStore(users.subscribe, get, get)
}

/** The look-up of people: another one, and a new rendering, whenever anybody changes. */
export function useDirectory(): (userId: string) => User | undefined {
  const { users } = useClient()
  const version = useSyncExternalStore(users.subscribe, users.version, users.version)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the version stands for all profiles
  return useMemo(() => (userId) => users.get(userId), [users, version])
}

/** Whether somebody is there. */
export function usePresence(userId: string): 'online' | 'away' | 'offline' {
  const { presence } = useClient()
  const get = () => presence.state(userId)
  return useSyncExternalStore((listener) => presence.subscribe(listener), get, get)
}

/** Asks for the presence of these people while they are on screen. */
export function useWatched(userIds: readonly string[]): void {
  const { watched } = useSession()
  const key = userIds.join()
  useEffect(() => watched.add(key === '' ? [] : key.split(',')), [watched, key])
}
