'use client'

import type { Conversation } from '@parley/client'
import { Bell, BellOff, Star, StarOff } from 'lucide-react'
import { usePaneWords } from '../../hooks/use-pane-words.ts'
import { useRowCommands } from '../../hooks/use-row-commands.ts'
import { Choice } from '../ui/choice.tsx'

const levels = ['all', 'mentions', 'nothing'] as const

/** What this person alone sees of it: whether it is a favourite, how loud it is. */
export function OwnSettings({ conversation }: { conversation: Conversation }) {
  const words = usePaneWords()
  const { change } = useRowCommands()
  const { favourite = false, muted = false, level = 'all' } = conversation.membership ?? {}
  return (
    <section className="section steps" aria-label={words.forMe}>
      <button type="button" className="step" onClick={() => void change(conversation, { favourite: !favourite })}>
        {favourite ? <StarOff size={16} /> : <Star size={16} />} {favourite ? words.unfavourite : words.favourite}
      </button>
      <button type="button" className="step" onClick={() => void change(conversation, { muted: !muted })}>
        {muted ? <Bell size={16} /> : <BellOff size={16} />} {muted ? words.unmute : words.mute}
      </button>
      <Choice
        legend={words.level}
        options={levels.map((value) => ({ value, ...words.levels[value] }))}
        value={level}
        onChange={(chosen) => void change(conversation, { level: chosen })}
      />
    </section>
  )
}
