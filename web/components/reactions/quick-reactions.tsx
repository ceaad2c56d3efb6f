'use client'

import type { Entry } from '@parley/client'
import { SmilePlus } from 'lucide-react'
import { useState } from 'react'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { recentEmoji } from '../../lib/composer/emoji.ts'
import { IconButton } from '../ui/icon-button.tsx'
import { MenuItem } from '../ui/menu.tsx'

const COMMON = ['👍', '❤️', '🎉', '👀', '😂', '🙏']
const quick = (most: number): string[] => [...new Set([...recentEmoji(), ...COMMON])].slice(0, most)

/** One's latest emoji one press away, and all others. */
export function QuickReactions({ entry }: { entry: Entry }) {
  const { react, askToReact } = useActions()
  const words = useMarksWords()
  const [emojis] = useState(() => quick(3))
  return (
    <>
      {emojis.map((emoji) => (
        <IconButton key={emoji} className="quick" label={words.reactWith(emoji)} onClick={() => react(entry, emoji, true)}>
          {emoji}
        </IconButton>
      ))}
      <IconButton label={words.react} aria-haspopup="dialog" onClick={(event) => askToReact(entry, event.currentTarget)}>
        <SmilePlus size={15} />
      </IconButton>
    </>
  )
}

/** The same in a menu, for fingers and keys. */
export function ReactionItems({ entry }: { entry: Entry }) {
  const { react, askToReact } = useActions()
  const words = useMarksWords()
  const [emojis] = useState(() => quick(5))
  return (
    <>
      <div className="menu-emoji">
        {emojis.map((emoji) => (
          <button key={emoji} type="button" role="menuitem" tabIndex={-1} aria-label={words.reactWith(emoji)} onClick={() => react(entry, emoji, true)}>
            {emoji}
          </button>
        ))}
      </div>
      <MenuItem icon={<SmilePlus size={16} />} onSelect={() => askToReact(entry)}>
        {words.react}
      </MenuItem>
    </>
  )
}
