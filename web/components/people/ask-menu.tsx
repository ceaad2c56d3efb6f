'use client'

import { ChartNoAxesColumn, Plus, TriangleAlert } from 'lucide-react'
import type { RefObject } from 'react'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { about } from '../../lib/about.ts'
import { write, writtenIn } from '../../lib/composer/field.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'

/** What else a message can be. What is written already comes along, and goes from the field once it is sent. */
export function AskMenu({ channelId, field }: { channelId: string; field: RefObject<HTMLTextAreaElement | null> }) {
  const open = useDialogs()
  const words = usePeopleWords()
  const begin = (name: 'poll' | 'pressing') => () => {
    const written = field.current?.value ?? ''
    const sent = () => {
      if (written !== '' && field.current?.value === written)
        write(field.current, { ...writtenIn(field.current), from: 0, to: written.length, put: '', select: [0, 0] })
    }
    Object.assign(about, { channelId, words: written, sent })
    open(name)
  }
  return (
    <Menu label={words.ask} icon={<Plus size={18} />}>
      <MenuItem icon={<ChartNoAxesColumn size={16} />} onSelect={begin('poll')}>
        {words.poll}
      </MenuItem>
      <MenuItem icon={<TriangleAlert size={16} />} onSelect={begin('pressing')}>
        {words.pressing}
      </MenuItem>
    </Menu>
  )
}
