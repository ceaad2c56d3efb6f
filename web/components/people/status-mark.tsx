'use client'

import type { User } from '@parley/protocol'
import { Moon } from 'lucide-react'
import { useNow } from '../../hooks/use-now.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { isQuietAt, statusAt } from '../../lib/status.ts'
import { Glyph } from '../emoji/own-emoji.tsx'

const EVERY_MS = 30_000

interface Props {
  user: User
  words?: boolean
}

/** What is told of somebody beside their name, as it is now: what they say of themselves, and that they are not to be disturbed. */
export function StatusMark({ user, words = false }: Props) {
  const now = useNow(user.quiet || user.status?.until ? EVERY_MS : null)
  return (
    <>
      <Said user={user} now={now} words={words} />
      {isQuietAt(user, now) && <Quiet />}
    </>
  )
}

/** The emoji, and the words for who points at it or hears the page. Gone when its time is. */
function Said({ user, now, words }: Required<Props> & { now: number }) {
  const say = usePeopleWords()
  const { whole } = useFormats()
  const status = statusAt(user, now)
  if (!status) return null
  const text = [status.text, status.until === null ? '' : say.until(whole(status.until))].filter((part) => part !== '').join(' · ')
  return (
    <span className="status-mark" title={text}>
      <Glyph emoji={status.emoji || '💬'} />
      {words ? ` ${status.text}` : <span className="visually-hidden"> {status.text}</span>}
    </span>
  )
}

function Quiet() {
  const { quiet } = usePeopleWords()
  return (
    <span className="status-mark" title={quiet}>
      <Moon size={12} aria-hidden="true" />
      <span className="visually-hidden"> {quiet}</span>
    </span>
  )
}
