import { memo } from 'react'
import { useFormats, useWords } from '../../hooks/use-words.ts'
import { MarkdownBody } from '../markdown/body.tsx'

/** The words of a message, and whether they were changed. */
export const MessageBody = memo(function MessageBody({ content, editedAt }: { content: string; editedAt: number | null }) {
  return <MarkdownBody content={content} after={editedAt !== null && <Edited at={editedAt} />} />
})

function Edited({ at }: { at: number }) {
  const say = useWords().timeline
  const { whole } = useFormats()
  return (
    <small className="edited" title={say.editedAt(whole(at))}>
      {' '}
      {say.edited}
    </small>
  )
}
