'use client'

import type { Entry } from '@parley/client'
import { Eye } from 'lucide-react'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { usePeopleWords } from '../../hooks/use-people-words.ts'
import { MenuItem } from '../ui/menu.tsx'

/** Asks who has seen a message, and what they answered. */
export function AnswersItem({ entry }: { entry: Entry }) {
  const { whoAnswered } = usePeopleWords()
  const open = useDialogs()
  return (
    <MenuItem icon={<Eye size={16} />} onSelect={() => open({ is: 'answers', entry })}>
      {whoAnswered}
    </MenuItem>
  )
}
