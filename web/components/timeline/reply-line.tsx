'use client'

import type { Entry } from '@parley/client'
import { Reply, X } from 'lucide-react'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useUser } from '../../hooks/use-users.ts'
import { spoken } from '../../lib/spoken.ts'
import { IconButton } from '../ui/icon-button.tsx'

/** What the next message will answer. */
export function ReplyLine({ entry, onCancel }: { entry: Entry; onCancel: () => void }) {
  const words = useMarksWords()
  const author = useUser(entry.authorId)?.name ?? '…'
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset belongs to a form
    <div className="above-composer" role="group" aria-label={words.replyingTo(author)}>
      <Reply size={14} aria-hidden="true" />
      <p>
        <b dir="auto">{words.replyingTo(author)}</b> <span dir="auto">{spoken(entry.content)}</span>
      </p>
      <IconButton label={words.cancelReply} onClick={onCancel}>
        <X size={15} />
      </IconButton>
    </div>
  )
}
