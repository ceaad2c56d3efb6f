'use client'

import { ChartNoAxesColumn, Plus, TriangleAlert } from 'lucide-react'
import type { RefObject } from 'react'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { write, writtenIn } from '../../lib/composer/field.ts'
import { Menu, MenuItem } from '../ui/menu.tsx'

/** What else a message can be. What is written already comes along, and goes from the field once it is sent. */
export function AskMenu({ channelId, field }: { channelId: string; field: RefObject<HTMLTextAreaElement | null> }) {
  const open = useDialogs()
  const say = usePeopleWords()
  const begin = (is: 'poll' | 'pressing') => () => {
    const words = field.current?.value ?? ''
    const sent = () => {
      if (words !== '' && field.current?.value === words)
        write(field.current, { ...writtenIn(field.current), from: 0, to: words.length, put: '', select: [0, 0] })
    }
    open({ is, channelId, words, sent })
  }
  return (
    <Menu label={say.ask} icon={<Plus size={18} />}>
      <MenuItem icon={<ChartNoAxesColumn size={16} />} onSelect={begin('poll')}>
        {say.poll}
      </MenuItem>
      <MenuItem icon={<TriangleAlert size={16} />} onSelect={begin('pressing')}>
        {say.pressing}
      </MenuItem>
    </Menu>
  )
}
