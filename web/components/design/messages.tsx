'use client'

import type { Entry } from '@parley/client'
import { useMemo } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { type MessageActions, MessageActionsContext } from '../../hooks/use-message-actions.ts'
import { MessageTile } from '../timeline/message-tile.tsx'
import { Specimen } from './specimen.tsx'

const actions: MessageActions = {
  mayEdit: () => true,
  mayDelete: () => true,
  mayMark: true,
  mayReact: () => true,
  react: () => {},
  askToReact: () => {},
  mayReply: true,
  reply: () => {},
  goTo: () => {},
  ask: () => {},
  pin: () => {},
  edit: () => {},
  endEdit: () => {},
  save: async () => {},
  askToDelete: () => {},
  askForDate: () => {},
  threadPath: () => null,
  copyLink: () => {},
  copyText: () => {},
  markUnread: () => {},
  retry: () => {},
  discard: () => {},
}

interface Shown {
  words: string
  change?: Partial<Entry>
  first?: boolean
  target?: boolean
  editing?: boolean
}
const shown: readonly Shown[] = [
  { words: 'The first of a group shows who and when.', first: true },
  { words: 'Those after it show when only under the pointer.' },
  { words: 'On its way.', change: { sending: 'pending' } },
  { words: 'Not sent.', change: { sending: 'failed', failure: 'The channel is archived' } },
  { words: 'Deleted.', change: { deleted: true, content: '' }, first: true },
  { words: 'Edited since.', change: { editedAt: Date.UTC(2026, 10, 22, 9, 30) } },
  {
    words: 'With reactions, one of them mine.',
    change: {
      marks: [
        { emoji: '🎉', count: 3, userIds: ['me'] },
        { emoji: '👀', count: 1, userIds: [] },
      ],
    },
  },
  { words: 'The one that the address names.', target: true, first: true },
  { words: 'With `berth 4`, https://harbour.test/tide and\n```\nconst high = "11:20"\n```' },
  { words: 'Being edited.', editing: true },
]

/** A message in every state it can be in. */
export function Messages() {
  const { me } = useSession()
  const entries = useMemo(() => shown.map((one, index) => ({ ...one, entry: entryOf(one, me.id, index) })), [me.id])
  return (
    <Specimen title="Messages" column tight>
      <MessageActionsContext value={actions}>
        {entries.map(({ entry, first = false, target = false, editing = false }) => (
          <MessageTile key={entry.id} entry={entry} first={first} target={target} editing={editing} last={false} />
        ))}
      </MessageActionsContext>
    </Specimen>
  )
}

function entryOf({ words, change }: Shown, authorId: string, index: number): Entry {
  const plain = { rev: 1, version: 1, editedAt: null, deleted: false, replyTo: null, refId: null, files: [], meta: null }
  return {
    ...plain,
    id: `specimen-${index}`,
    channelId: 'specimen',
    authorId,
    seq: index + 1,
    kind: 'text',
    content: words,
    createdAt: Date.UTC(2026, 10, 22, 9, index),
    ...change,
  }
}
