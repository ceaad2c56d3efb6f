'use client'

import { Search, Zap } from 'lucide-react'
import { useEffect, useRef } from 'react'
import type { Target } from '../../hooks/use-jump-targets.ts'
import { countOf } from '../../lib/sections.ts'
import { ConversationMark } from '../sidebar/conversation-row.tsx'
import { Avatar } from '../ui/avatar.tsx'
import { Keys } from '../ui/keys.tsx'

/** One row of the switcher. */
export function JumpRow({ target, on, onGo }: { target: Target; on: boolean; onGo: () => void }) {
  const row = useRef<HTMLDivElement>(null)
  const unread = target.conversation ? countOf(target.conversation) : 0
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: 'nearest' })
  }, [on])
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: the line above keeps the focus and names the chosen row
    // biome-ignore lint/a11y/useKeyWithClickEvents: as above
    <div ref={row} id={`jump-${target.key}`} role="option" aria-selected={on} className="jump-row" onClick={onGo}>
      <Mark target={target} />
      <span className="jump-words">
        <b dir="auto">{target.title}</b>
        {target.words && <small dir="auto">{target.words}</small>}
      </span>
      {unread > 0 && <span className="n">{unread > 999 ? '999+' : unread}</span>}
      {target.keys && <Keys keys={target.keys} />}
    </div>
  )
}

function Mark({ target }: { target: Target }) {
  if (target.conversation) return <ConversationMark conversation={target.conversation} />
  if (target.userId) return <Avatar userId={target.userId} size="s" />
  return target.group === 'search' ? <Search size={16} aria-hidden="true" /> : <Zap size={16} aria-hidden="true" />
}
