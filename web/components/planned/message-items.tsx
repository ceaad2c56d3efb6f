'use client'

import { type Entry, newId } from '@parley/client'
import { Bookmark, BookmarkX, Clock } from 'lucide-react'
import { useLaterWords, useSaved } from '../../hooks/use-later.ts'
import { useLaterRow } from '../../hooks/use-later-row.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { askWhen } from '../../lib/when.ts'
import { MenuItem } from '../ui/menu.tsx'

/** What can be done later about a message. */
export function LaterItems({ entry }: { entry: Entry }) {
  const words = useLaterWords()
  const { whole } = useFormats()
  const { client, run, say } = useLaterRow()
  const isSaved = useSaved().some(({ id }) => id === entry.id)
  const remind = () =>
    askWhen({
      title: words.remindTitle,
      onChosen: async (at) => {
        await client.call('reminder.create', { id: newId(), at, messageId: entry.id })
        say(words.set(whole(at)))
      },
    })
  const save = async () => {
    await client.call('saved.set', { messageId: entry.id, state: isSaved ? 'none' : 'todo' })
    if (!isSaved) say(words.did.saved)
  }
  return (
    <>
      <MenuItem icon={<Clock size={16} />} onSelect={remind}>
        {words.remind}
      </MenuItem>
      <MenuItem icon={isSaved ? <BookmarkX size={16} /> : <Bookmark size={16} />} onSelect={() => run(save())}>
        {isSaved ? words.unsave : words.save}
      </MenuItem>
    </>
  )
}
