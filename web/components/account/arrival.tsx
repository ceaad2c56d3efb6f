'use client'

import { lazy, Suspense, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { firstStepsOf, keepFirstSteps } from '../../lib/first-steps.ts'
import { Skeleton } from '../skeleton.tsx'
import { Workspace } from '../workspace.tsx'

const FirstSteps = lazy(async () => ({ default: (await import('./first-steps.tsx')).FirstSteps }))

/** Into the workspace; the first person of all on the way past the invitation. */
export function Arrival() {
  const { me } = useSession()
  const [steps, setSteps] = useState(() => firstStepsOf(me.id))
  const done = () => {
    keepFirstSteps(null)
    setSteps(null)
  }
  if (!steps) return <Workspace />
  return (
    <Suspense fallback={<Skeleton />}>
      <FirstSteps workspace={steps.workspace} onDone={done} />
    </Suspense>
  )
}
