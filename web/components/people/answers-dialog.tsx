'use client'

import type { Entry } from '@parley/client'
import type { Answer } from '@parley/protocol'
import { useEffect, useState } from 'react'
import { useClient } from '../../hooks/use-client.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { Dialog } from '../ui/dialog.tsx'
import { PeopleList } from './people-list.tsx'

/** Who has seen a message, who has noticed it, and who chose what. */
export function AnswersDialog({ entry, onClose }: { entry: Entry; onClose: () => void }) {
  const client = useClient()
  const say = usePeopleWords()
  const [seen, setSeen] = useState<Answer<'message.seen'> | null>(null)
  const { id: messageId, poll, priority } = entry
  useEffect(() => {
    client.call('message.seen', { messageId }).then(setSeen, () => {})
  }, [client, messageId])
  return (
    <Dialog title={say.answersTitle} onClose={onClose}>
      <p className="dialog-words" role="status">
        {seen && (seen.more ? say.readersMore(seen.count) : seen.count > 0 ? say.readers(seen.count) : say.nobodyYet)}
      </p>
      {seen && <PeopleList userIds={seen.userIds} />}
      {priority && (
        <section className="section">
          <h3>{priority.count > 0 ? say.noticedBy(priority.count) : say.nobodyNoticed}</h3>
          <PeopleList userIds={priority.userIds} />
        </section>
      )}
      {poll &&
        !poll.anonymous &&
        poll.options.map((option) => (
          <section key={option.text} className="section">
            <h3>
              <bdi>{option.text}</bdi> · {say.votes(option.count)}
            </h3>
            <PeopleList userIds={option.userIds} />
          </section>
        ))}
      <p className="dialog-words">{say.notShared}</p>
    </Dialog>
  )
}
