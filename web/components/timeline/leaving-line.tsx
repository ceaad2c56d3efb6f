'use client'

import type { Entry } from '@parley/client'
import { useEffect, useSyncExternalStore } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { wordsOf } from '../../lib/failure.ts'
import { type Leaving, leave, leaving } from '../../lib/leaving.ts'
import { messageElement } from '../../lib/message-element.ts'
import { spoken } from '../../lib/spoken.ts'

/** Takes what is asked to be deleted, and shows what can still be taken back, here. */
export function LeavingLine({ asked, channelId, onTaken }: { asked: Entry | null; channelId: string; onTaken: () => void }) {
  const client = useClient()
  const { say } = useShell()
  const words = useMarksWords()
  const all = useSyncExternalStore(leaving.subscribe, leaving.get, leaving.get)
  useEffect(() => {
    if (!asked) return
    // The button that was pressed goes with what can be done with the message; the message stays.
    const place = messageElement(asked.id)
    if (place?.contains(document.activeElement)) place.focus({ preventScroll: true })
    leave(client, asked, (error) => say(wordsOf(error), true))
    say(words.deleted)
    onTaken()
  }, [asked, client, say, words, onTaken])
  return all.filter(({ entry }) => entry.channelId === channelId).map((one) => <Line key={one.entry.id} one={one} />)
}

function Line({ one: { entry, ways } }: { one: Leaving }) {
  const words = useMarksWords()
  const then = (work: () => void) => () => {
    work()
    messageElement(entry.id)?.focus({ preventScroll: true })
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form
    <div className="above-composer" role="group" aria-label={words.deleted}>
      <p>
        <b>{words.deleted}</b> <span dir="auto">{spoken(entry.content)}</span>
      </p>
      {ways && (
        <>
          <button type="button" className="link" onClick={then(ways.undo)}>
            {words.undo}
          </button>
          <button type="button" className="link danger" onClick={then(ways.now)}>
            {words.deleteNow}
          </button>
        </>
      )}
    </div>
  )
}
