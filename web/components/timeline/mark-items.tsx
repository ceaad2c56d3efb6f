'use client'

import type { Entry } from '@parley/client'
import { BellRing, Forward, History, Pin, Reply } from 'lucide-react'
import { useSession } from '../../hooks/use-client.ts'
import { useMarksWords } from '../../hooks/use-marks-words.ts'
import { useActions } from '../../hooks/use-message-actions.ts'
import { ReactionItems } from '../reactions/quick-reactions.tsx'
import { MenuItem } from '../ui/menu.tsx'

/** What one may put on a message, or do with what it says, in its menu. */
export function MarkItems({ entry }: { entry: Entry }) {
  const actions = useActions()
  const words = useMarksWords()
  const { me } = useSession()
  const may = actions.mayReact(entry)
  return (
    <>
      {may && <ReactionItems entry={entry} />}
      {may && actions.mayReply && (
        <MenuItem icon={<Reply size={16} />} onSelect={() => actions.reply(entry)}>
          {words.reply}
        </MenuItem>
      )}
      <MenuItem icon={<Forward size={16} />} onSelect={() => actions.ask('forward', entry)}>
        {words.forward}
      </MenuItem>
      {may && (
        <MenuItem icon={<Pin size={16} />} onSelect={() => actions.pin(entry, !entry.pinned)}>
          {entry.pinned ? words.unpin : words.pin}
        </MenuItem>
      )}
      {entry.editedAt !== null && (
        <MenuItem icon={<History size={16} />} onSelect={() => actions.ask('edits', entry)}>
          {words.edits}
        </MenuItem>
      )}
      {entry.authorId !== me.id && !entry.deleted && (
        <MenuItem icon={<BellRing size={16} />} onSelect={() => actions.ask('why', entry)}>
          {words.why.title}
        </MenuItem>
      )}
    </>
  )
}
