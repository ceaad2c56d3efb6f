'use client'

import type { Conversation } from '@parley/client'
import type { RowCommands } from '../../hooks/use-row-commands.ts'
import { laterPart } from '../later.tsx'

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

export const SectionDialog = laterPart<SectionDialogProps>(async () => (await import('./section-questions.tsx')).SectionQuestions)
