import type { Entry } from '@parley/client'
import { useActions } from '../../hooks/use-message-actions.ts'
import { useWords } from '../../hooks/use-words.ts'
import { refusalOf } from '../../lib/failure.ts'

/** Why a message of one's own was not taken, and what can be done about it. */
export function NotSent({ entry }: { entry: Entry }) {
  const { retry, discard } = useActions()
  const say = useWords().timeline
  return (
    <p className="not-sent" role="alert">
      {entry.failure ? say.notSentBecause(refusalOf(entry.failure)) : say.notSent}
      <button type="button" className="link" onClick={() => retry(entry)}>
        {say.retry}
      </button>
      <button type="button" className="link" onClick={() => discard(entry)}>
        {say.discard}
      </button>
    </p>
  )
}
