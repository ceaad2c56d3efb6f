'use client'

import type { Entry } from '@parley/client'
import { SmilePlus } from 'lucide-react'
import { useState } from 'react'
import { shortNameOf, useCustomEmoji } from '../../hooks/use-custom-emoji.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { recentEmoji } from '../../lib/composer/emoji.ts'
import { Glyph } from '../emoji/own-emoji.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { MenuItem } from '../ui/menu.tsx'

const COMMON = ['👍', '❤️', '🎉', '👀', '😂', '🙏']

/** One's latest, as far as they are still there, and the common ones. */
function useQuick(most: number): string[] {
  const own = new Set(useCustomEmoji().map(shortNameOf))
  const [recent] = useState(recentEmoji)
  const there = recent.filter((emoji) => !emoji.startsWith(':') || own.has(emoji))
  return [...new Set([...there, ...COMMON])].slice(0, most)
}

/** One's latest emoji one press away, and all others. */
export function QuickReactions({ entry }: { entry: Entry }) {
  const { react, askToReact } = useActions()
  const words = useMarksWords()
  const emojis = useQuick(3)
  return (
    <>
      {emojis.map((emoji) => (
        <IconButton key={emoji} className="quick" label={words.reactWith(emoji)} onClick={() => react(entry, emoji, true)}>
          <Glyph emoji={emoji} />
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
  const emojis = useQuick(5)
  return (
    <>
      <div className="menu-emoji">
        {emojis.map((emoji) => (
          <button key={emoji} type="button" role="menuitem" tabIndex={-1} aria-label={words.reactWith(emoji)} onClick={() => react(entry, emoji, true)}>
            <Glyph emoji={emoji} />
          </button>
        ))}
      </div>
      <MenuItem icon={<SmilePlus size={16} />} onSelect={() => askToReact(entry)}>
        {words.react}
      </MenuItem>
    </>
  )
}
