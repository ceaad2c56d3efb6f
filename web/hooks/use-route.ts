import { usePathname } from 'next/navigation'
import { useMemo } from 'react'
import { type Route, routeOf } from '../lib/paths.ts'

/** Where the person is, by the path. */
export function useRoute(): Route {
  const pathname = usePathname()
  return useMemo(() => routeOf(pathname), [pathname])
}
