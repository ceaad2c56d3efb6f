'use client'

import type { Entry } from '@parley/client'
import type { Priority } from '@parley/protocol'
import { Check, TriangleAlert } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { Failure } from '../ui/failure.tsx'
import type { Mine } from './asks.tsx'

interface Props {
  entry: Entry
  priority: Priority
  mine: Mine | null
  onAnswered: () => void
}

/** How pressing a message is; who reads it says that it was noticed, who wrote it sees how many did. */
export function PriorityLine({ entry, priority, mine, onAnswered }: Props) {
  const { client, me } = useSession()
  const say = usePeopleWords()
  const { busy, failure, run } = useRequest()
  const notice = async () => (await run(() => client.call('message.acknowledge', { messageId: entry.id }))) && onAnswered()
  const asked = entry.authorId !== me.id && mine?.acknowledgedAt === null
  return (
    <div className="asks-line" data-level={priority.level}>
      <span className="tag">
        <TriangleAlert size={13} aria-hidden="true" /> {say.levels[priority.level].label}
      </span>
      {asked && (
        <button type="button" className="button small" disabled={busy} onClick={() => void notice()}>
          <Check size={14} /> {say.notice}
        </button>
      )}
      {mine && mine.acknowledgedAt !== null && <span>{say.noticed}</span>}
      <span>{priority.count > 0 ? say.noticedBy(priority.count) : entry.authorId === me.id && say.nobodyNoticed}</span>
      <Failure words={failure} />
    </div>
  )
}
