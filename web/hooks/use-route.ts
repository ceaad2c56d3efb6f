import { useMemo, useSyncExternalStore } from 'react'
import { onStep, routeAtBuild, routeNow, searchAtBuild, searchNow } from '../lib/navigate.ts'
import type { Route } from '../lib/paths.ts'

/** Where the person is, by the path. */
export const useRoute = (): Route => useSyncExternalStore(onStep, routeNow, routeAtBuild)

/** What the address asks for behind its path. */
export function useAsked(): URLSearchParams {
  const search = useSyncExternalStore(onStep, searchNow, searchAtBuild)
  return useMemo(() => new URLSearchParams(search), [search])
}
