'use client'

import { useEffect, useState } from 'react'
import { wordsOf } from '../lib/failure.ts'
import { Unreached as Reason } from '../lib/home.ts'
import { type Opened, open } from '../lib/open.ts'
import { AccountScreen } from './account/account-screen.tsx'
import { SignedIn } from './signed-in.tsx'
import { Skeleton } from './skeleton.tsx'
import { Standstill } from './standstill.tsx'
import { Unreached } from './unreached.tsx'

/** Decides between the way in and the workspace. */
export function Shell() {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [entered, setEntered] = useState(false)
  useEffect(() => {
    open().then(setOpened, setFailure)
  }, [])

  if (failure instanceof Reason) return <Unreached reason={failure} />
  if (failure) return <Standstill title="Parley cannot be reached" words={wordsOf(failure)} />
  if (!opened) return <Skeleton />
  if (opened.boot.signedIn || entered) return <SignedIn opened={opened} />
  return <AccountScreen opened={opened} onEntered={() => setEntered(true)} />
}
