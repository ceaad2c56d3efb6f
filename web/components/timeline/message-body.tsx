import { memo } from 'react'
import { wholeTime } from '../../lib/time.ts'
import { MarkdownBody } from '../markdown/body.tsx'

/** The words of a message, and whether they were changed. */
export const MessageBody = memo(function MessageBody({ content, editedAt }: { content: string; editedAt: number | null }) {
  return <MarkdownBody content={content} after={editedAt !== null && <Edited at={editedAt} />} />
})

function Edited({ at }: { at: number }) {
  return (
    <small className="edited" title={`Edited ${wholeTime(at)}`}>
      {' '}
      (edited)
    </small>
  )
}
