'use client'

import type { Entry } from '@parley/client'
import { useRef } from 'react'
import { useActions } from '../../hooks/use-message-actions.ts'
import { EmojiPicker } from '../composer/emoji-picker.tsx'

/** Any emoji for a message. */
export function ReactionPicker({ entry, beside, onClose }: { entry: Entry; beside: HTMLElement; onClose: () => void }) {
  const { react } = useActions()
  const place = useRef(beside)
  place.current = beside
  const pick = (emoji: string) => {
    react(entry, emoji, true)
    onClose()
  }
  return <EmojiPicker beside={place} onPick={pick} onClose={onClose} />
}
