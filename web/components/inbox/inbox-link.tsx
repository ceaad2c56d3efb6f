'use client'

import { Inbox } from 'lucide-react'
import { useRoute } from '../../hooks/use-route.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { NavLink } from '../ui/nav-link.tsx'

/** The way to the inbox, above all conversations. */
export function InboxLink() {
  const here = useRoute().at === 'inbox'
  const { inbox } = useThreadWords()
  return (
    <NavLink href="/inbox" className="later-row" aria-current={here ? 'page' : undefined}>
      <Inbox size={16} />
      {inbox}
    </NavLink>
  )
}
