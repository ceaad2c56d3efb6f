'use client'

import type { Entry } from '@parley/client'
import { Reply } from 'lucide-react'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useMessage } from '../../hooks/use-message.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useUser } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { spoken } from '../../lib/spoken.ts'

/** One line of what a message answers, above it; pressed, it goes there. As high while it is on its way. */
export function Quoted({ entry, replyTo }: { entry: Entry; replyTo: string }) {
  const { goTo } = useActions()
  const words = useMarksWords()
  const { deleted } = useWords().timeline
  const original = useMessage(entry.channelId, replyTo)
  if (!original) return <div className="quoted">{original === null && words.notReadable}</div>
  const said = original.deleted ? deleted : spoken(original.content)
  return (
    <button type="button" className="quoted" onClick={() => goTo(original.seq)}>
      <Reply size={13} aria-hidden="true" />
      <span className="visually-hidden">{words.inReplyTo} </span>
      <Author userId={original.authorId} />
      <span dir="auto">{said}</span>
    </button>
  )
}

function Author({ userId }: { userId: string }) {
  return <b dir="auto">{useUser(userId)?.name ?? '…'}</b>
}
