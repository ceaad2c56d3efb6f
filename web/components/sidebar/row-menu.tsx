'use client'

import type { Conversation } from '@parley/client'
import { Bell, BellOff, CheckCheck, FolderInput, Link, LogOut, Star, StarOff } from 'lucide-react'
import type { RowCommands } from '../../hooks/use-row-commands.ts'
import { isDirect } from '../../lib/conversation.ts'
import { useShellWords } from '../../lib/shell-words.ts'
import { ContextMenu } from '../ui/context-menu.tsx'
import { MenuItem } from '../ui/menu.tsx'
import type { SectionQuestion } from './section-dialog.tsx'

export interface RowMenuAt {
  conversation: Conversation
  x: number
  y: number
  opener: HTMLElement | null
}

interface Props {
  at: RowMenuAt
  name: string
  commands: RowCommands
  onAsk: (question: SectionQuestion) => void
  onClose: () => void
}

/** Everything that can be done with a conversation of the sidebar. */
export function RowMenu({ at, name, commands, onAsk, onClose }: Props) {
  const words = useShellWords()
  const { conversation, opener } = at
  const { favourite = false, muted = false } = conversation.membership ?? {}
  return (
    <ContextMenu label={words.options(name)} at={at} opener={opener} onClose={onClose}>
      <MenuItem icon={favourite ? <StarOff size={16} /> : <Star size={16} />} onSelect={() => void commands.change(conversation, { favourite: !favourite })}>
        {favourite ? words.unfavourite : words.favourite}
      </MenuItem>
      <MenuItem icon={<FolderInput size={16} />} onSelect={() => onAsk({ about: 'move', conversation, name })}>
        {words.move}
      </MenuItem>
      <MenuItem icon={muted ? <Bell size={16} /> : <BellOff size={16} />} onSelect={() => void commands.change(conversation, { muted: !muted })}>
        {muted ? words.unmute : words.mute}
      </MenuItem>
      {conversation.unread > 0 && (
        <MenuItem icon={<CheckCheck size={16} />} onSelect={() => commands.markRead(conversation)}>
          {words.markRead}
        </MenuItem>
      )}
      <MenuItem icon={<Link size={16} />} onSelect={() => commands.copyLink(conversation)}>
        {words.copyLink}
      </MenuItem>
      {!isDirect(conversation) && (
        <MenuItem icon={<LogOut size={16} />} danger onSelect={() => onAsk({ about: 'leave', conversation, name })}>
          {words.leave}
        </MenuItem>
      )}
    </ContextMenu>
  )
}
