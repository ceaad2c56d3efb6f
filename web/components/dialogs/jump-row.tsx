'use client'

import { useEffect, useRef } from 'react'
import type { Target } from '../../hooks/use-jump-targets.ts'
import { useWords } from '../../hooks/use-words.ts'
import { ConversationMark } from '../sidebar/conversation-row.tsx'
import { Avatar } from '../ui/avatar.tsx'

/** One result, with the heading of its group above the first. */
export function JumpRow({ target, heading, on, onGo }: { target: Target; heading: boolean; on: boolean; onGo: () => void }) {
  const { groups } = useWords().jump
  const row = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (on) row.current?.scrollIntoView({ block: 'nearest' })
  }, [on])
  return (
    <>
      {heading && <div className="jump-heading">{groups[target.group]}</div>}
      {/* biome-ignore lint/a11y/useFocusableInteractive: the line above keeps the focus and names the chosen row */}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: as above */}
      <div ref={row} id={`jump-${target.key}`} role="option" aria-selected={on} className="jump-row" onClick={onGo}>
        {target.conversation ? <ConversationMark conversation={target.conversation} /> : <Avatar userId={target.userId ?? ''} size="s" />}
        <span className={target.group === 'messages' ? 'jump-words said' : 'jump-words'}>
          <b dir="auto">{target.title}</b>
          {target.words && <small dir="auto">{target.words}</small>}
        </span>
      </div>
    </>
  )
}
