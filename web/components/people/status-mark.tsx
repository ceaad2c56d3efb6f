'use client'

import type { User } from '@parley/protocol'
import { useNow } from '../../hooks/use-now.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { statusAt } from '../../lib/status.ts'

const EVERY_MS = 30_000

/** What somebody says of themselves, beside their name: the emoji, and the words for who points at it or hears the page. Gone when its time is. */
export function StatusMark({ user, words = false }: { user: User; words?: boolean }) {
  const say = usePeopleWords()
  const { whole } = useFormats()
  const status = statusAt(user, useNow(user.status?.until ? EVERY_MS : null))
  if (!status) return null
  const text = [status.text, status.until === null ? '' : say.until(whole(status.until))].filter((part) => part !== '').join(' · ')
  return (
    <span className="status-mark" title={text}>
      {status.emoji || '💬'}
      {words ? ` ${status.text}` : <span className="visually-hidden"> {status.text}</span>}
    </span>
  )
}
