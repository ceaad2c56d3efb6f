'use client'

import type { Conversation } from '@parley/client'
import dynamic from 'next/dynamic'
import type { RowCommands } from '../../hooks/use-row-commands.ts'

/** What is asked in a dialog about a section, or about a row's place in one. */
export type SectionQuestion =
  | { about: 'new' }
  | { about: 'rename' | 'remove'; section: string }
  | { about: 'move' | 'leave'; conversation: Conversation; name: string }

export interface SectionDialogProps {
  question: SectionQuestion
  commands: RowCommands
  onClose: () => void
}

/** Its code is fetched when it is first opened. */
export const SectionDialog = dynamic<SectionDialogProps>(async () => (await import('./section-questions.tsx')).SectionQuestions, { ssr: false })
