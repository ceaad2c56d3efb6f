'use client'

import { useEffect, useState } from 'react'
import { useWords } from '../hooks/use-words.ts'
import { wordsOf } from '../lib/failure.ts'
import { Unreached as Reason } from '../lib/home.ts'
import { later } from '../lib/later.ts'
import { lettersFirst } from '../lib/letters-first.ts'
import { languageAtStart } from '../lib/locale.ts'
import { ownSteps } from '../lib/navigate.ts'
import { type Opened, open } from '../lib/open.ts'
import { speak } from '../lib/words.ts'
import { WayIn } from './account/way-in.tsx'
import { SignedIn } from './signed-in.tsx'
import { Skeleton } from './skeleton.tsx'
import { Standstill } from './standstill.tsx'
import { Unreached } from './unreached.tsx'

/** For the next page: this one stands without it. */
const telling = later(async () => (await import('../lib/view.ts')).tellView)

/** Decides between the way in and the workspace. */
export function Shell() {
  const [opened, setOpened] = useState<Opened | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [entered, setEntered] = useState(false)
  const { general } = useWords()
  useEffect(() => {
    ownSteps()
    lettersFirst()
    // No word is shown before its language is here.
    const spoken = speak(languageAtStart())
    spoken.then(telling.load).then(
      (tell) => tell(),
      () => {},
    ) // untold, the server guesses
    open().then(
      (found) => spoken.then(() => setOpened(found)),
      (error: unknown) => spoken.then(() => setFailure(error)),
    )
  }, [])

  if (failure instanceof Reason) return <Unreached reason={failure} />
  if (failure) return <Standstill title={general.unreachable} words={wordsOf(failure)} />
  if (!opened) return <Skeleton />
  if (opened.boot.signedIn || entered) return <SignedIn opened={opened} />
  return <WayIn opened={opened} onEntered={() => setEntered(true)} />
}
