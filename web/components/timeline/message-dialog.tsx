'use client'

import type { Entry } from '@parley/client'
import { useAnswer } from '../../hooks/use-answer.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import type { Asked } from '../../hooks/use-message-actions.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { laterPart } from '../later.tsx'
import { MarkdownBody } from '../markdown/body.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Failure } from '../ui/failure.tsx'
import { ForwardDialog } from './forward-dialog.tsx'
import { WhyDialog } from './why-dialog.tsx'

const Selection = laterPart(async () => (await import('../selection/selection.tsx')).Selection)

/** What is asked about one message, or begun with it. */
export function MessageDialog({ asked: { is, entry }, onClose }: { asked: Asked; onClose: () => void }) {
  if (is === 'forward') return <ForwardDialog entries={[entry]} onClose={onClose} />
  if (is === 'why') return <WhyDialog entry={entry} onClose={onClose} />
  return is === 'select' ? <Selection entry={entry} onClose={onClose} /> : <EditsDialog entry={entry} onClose={onClose} />
}

/** What a message said before, the latest first. */
function EditsDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const words = useMarksWords()
  const { whole } = useFormats()
  const { answer, failure } = useAnswer('message.edits', { messageId: entry.id })
  return (
    <Dialog title={words.edits} onClose={onClose}>
      <Failure words={failure} />
      <ol className="edits">
        {answer?.edits.map(({ version, content, editedAt }) => (
          <li key={version}>
            <small>{words.until(whole(editedAt))}</small>
            <MarkdownBody content={content} />
          </li>
        ))}
      </ol>
    </Dialog>
  )
}
