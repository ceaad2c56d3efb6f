'use client'

import type { ComponentType } from 'react'
import { AnswersDialog } from './answers-dialog.tsx'
import { PollDialog } from './poll-dialog.tsx'
import { PressingDialog } from './pressing-dialog.tsx'
import { StatusDialog } from './status-dialog.tsx'

export type PeopleDialogName = 'status' | 'poll' | 'pressing' | 'answers'

const dialogs: Record<PeopleDialogName, ComponentType<{ onClose: () => void }>> = {
  status: StatusDialog,
  poll: PollDialog,
  pressing: PressingDialog,
  answers: AnswersDialog,
}

/** The dialogs around people, which come together. */
export function PeopleDialog({ name, onClose }: { name: PeopleDialogName; onClose: () => void }) {
  const Named = dialogs[name]
  return <Named onClose={onClose} />
}
