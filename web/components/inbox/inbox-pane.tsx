'use client'

import { CheckCheck, ChevronLeft } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef } from 'react'
import { type Inbox, useInbox, type Waiting } from '../../hooks/use-inbox.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { useWords } from '../../hooks/use-words.ts'
import { isTouch } from '../../lib/focus.ts'
import { SkeletonLines } from '../skeleton.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NavLink } from '../ui/nav-link.tsx'
import { InboxRow } from './inbox-row.tsx'

/** All that waits for this person, in one list that is walked by keys. */
export function InboxPane() {
  const inbox = useInbox()
  const { general, sidebar } = useWords()
  const words = useThreadWords()
  const { waiting } = inbox
  return (
    <main className="main inbox">
      <header className="head">
        <NavLink href="/" className="tool back" aria-label={general.back}>
          <ChevronLeft size={22} className="points" />
        </NavLink>
        <h1>
          <span>{sidebar.inbox}</span>
        </h1>
        <div className="tools">
          {waiting !== null && waiting.length > 0 && (
            <IconButton label={words.readAll} onClick={inbox.readAll}>
              <CheckCheck size={18} />
            </IconButton>
          )}
        </div>
      </header>
      {inbox.failure && (
        <p className="failure" role="alert">
          {inbox.failure}
        </p>
      )}
      {waiting === null ? !inbox.failure && <SkeletonLines /> : waiting.length === 0 ? <CaughtUp /> : <Rows waiting={waiting} inbox={inbox} />}
    </main>
  )
}

function CaughtUp() {
  const { caughtUp, caughtUpWords } = useThreadWords()
  return (
    <div className="empty" role="status">
      <h2>{caughtUp}</h2>
      <p>{caughtUpWords}</p>
    </div>
  )
}

const KINDS = ['mention', 'thread', 'direct', 'channel'] as const

function Rows({ waiting, inbox }: { waiting: readonly Waiting[]; inbox: Inbox }) {
  const { kinds, inboxKeys } = useThreadWords()
  const list = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!isTouch()) list.current?.querySelector('a')?.focus({ preventScroll: true })
  }, [])
  const groups = KINDS.map((kind) => ({ kind, rows: waiting.filter((one) => one.kind === kind) })).filter(({ rows }) => rows.length > 0)
  const done = (key: string) => {
    const one = waiting.find((each) => each.key === key)
    if (one) inbox.done(one)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: arrows walk among the links in it
    <div className="inbox-scroll" ref={list} onKeyDown={(event) => walk(event, done)}>
      <p className="search-note">{inboxKeys}</p>
      {groups.map(({ kind, rows }) => (
        <section key={kind}>
          <h2>{kinds[kind]}</h2>
          <ol className="search-list">
            {rows.map((one) => (
              <InboxRow key={one.key} one={one} onDone={() => inbox.done(one)} />
            ))}
          </ol>
        </section>
      ))}
    </div>
  )
}

/** Arrows go from row to row, Enter opens as with any link, E is done with it and goes on. */
function walk(event: KeyboardEvent<HTMLElement>, done: (key: string) => void): void {
  const from = event.target
  if (!(from instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.altKey) return
  const rows = [...event.currentTarget.querySelectorAll<HTMLElement>('a[data-key]')]
  const at = rows.indexOf(from)
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
  if (at < 0 || (step === undefined && event.key !== 'e')) return
  event.preventDefault()
  if (step === undefined) done(from.dataset.key ?? '')
  rows[at + (step ?? 1)]?.focus()
}
