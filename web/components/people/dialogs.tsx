'use client'

import type { Entry } from '@parley/client'
import { AnswersDialog } from './answers-dialog.tsx'
import { PollDialog } from './poll-dialog.tsx'
import { PressingDialog } from './pressing-dialog.tsx'
import { StatusDialog } from './status-dialog.tsx'

/** What is begun in a composer: for which channel, with which words, and what happens there once it was sent. */
export interface Begun {
  channelId: string
  words: string
  sent: () => void
}

export type PeopleQuestion = { is: 'status' } | { is: 'answers'; entry: Entry } | ({ is: 'poll' | 'pressing' } & Begun)

/** The dialogs around people, which come together. */
export function PeopleDialog({ question, onClose }: { question: PeopleQuestion; onClose: () => void }) {
  switch (question.is) {
    case 'status':
      return <StatusDialog onClose={onClose} />
    case 'answers':
      return <AnswersDialog entry={question.entry} onClose={onClose} />
    case 'poll':
      return <PollDialog begun={question} onClose={onClose} />
    case 'pressing':
      return <PressingDialog begun={question} onClose={onClose} />
  }
}
