'use client'

import type { Entry } from '@parley/client'
import type { Poll } from '@parley/protocol'
import { type CSSProperties, useId } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useNow } from '../../hooks/use-now.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useRequest } from '../../hooks/use-request.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { isAdmin } from '../../lib/conversation.ts'
import { Failure } from '../ui/failure.tsx'
import type { Mine } from './asks.tsx'

interface Props {
  entry: Entry
  poll: Poll
  mine: Mine | null
  /** Shown at once; */
  onChoose: (choices: number[]) => void
  /** and what counts is asked for where it was refused. */
  onRefused: () => void
}

const EVERY_MS = 15_000

/** The answers of a poll: to be chosen while it is open, with the count beside each. */
export function PollBody({ entry, poll, mine, onChoose, onRefused }: Props) {
  const { client, me } = useSession()
  const say = usePeopleWords()
  const name = useId()
  const now = useNow(poll.closesAt === null || poll.closedAt !== null ? null : EVERY_MS)
  const closed = poll.closedAt !== null || (poll.closesAt !== null && poll.closesAt <= now)
  const { failure, run } = useRequest()
  const chosen = mine?.choices ?? []
  const vote = async (choices: number[]) => {
    onChoose(choices)
    if (!(await run(() => client.call('poll.vote', { messageId: entry.id, choices })))) onRefused()
  }
  const choose = (at: number) => {
    const others = poll.multiple ? chosen.filter((choice) => choice !== at) : []
    void vote(chosen.includes(at) ? others : [...others, at])
  }
  const most = Math.max(1, poll.voters)
  return (
    <fieldset className="poll" disabled={closed || mine === null || entry.sending !== undefined}>
      <legend className="visually-hidden">{entry.content}</legend>
      {poll.options.map((option, at) => (
        <label key={option.text} className="poll-option" style={{ '--part': `${(100 * option.count) / most}%` } as CSSProperties}>
          <input type="checkbox" name={name} data-single={!poll.multiple || undefined} checked={chosen.includes(at)} onChange={() => choose(at)} />
          <span dir="auto">{option.text}</span>
          <Count count={option.count} />
        </label>
      ))}
      <PollFoot poll={poll} closed={closed} />
      {!closed && (entry.authorId === me.id || isAdmin(me)) && !entry.sending && (
        <button type="button" className="link" onClick={() => void run(() => client.call('poll.close', { messageId: entry.id }))}>
          {say.closePoll}
        </button>
      )}
      <Failure words={failure} />
    </fieldset>
  )
}

function Count({ count }: { count: number }) {
  const say = usePeopleWords()
  const { number } = useFormats()
  return (
    <b>
      <span aria-hidden="true">{number(count)}</span>
      <span className="visually-hidden">{say.votes(count)}</span>
    </b>
  )
}

function PollFoot({ poll, closed }: { poll: Poll; closed: boolean }) {
  const say = usePeopleWords()
  const { whole } = useFormats()
  const ends = closed ? say.closed : poll.closesAt === null ? '' : say.endsAt(whole(poll.closesAt))
  const told = [say.votes(poll.voters), poll.multiple ? say.several : '', poll.anonymous ? say.isAnonymous : '', ends]
  return <small>{told.filter((part) => part !== '').join(' · ')}</small>
}
