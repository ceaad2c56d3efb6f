'use client'

import { newId } from '@parley/client'
import { Clock } from 'lucide-react'
import { useLaterWords } from '../../hooks/use-later.ts'
import { useLaterRow } from '../../hooks/use-later-row.ts'
import { useFormats } from '../../hooks/use-words.ts'
import { isSendable } from '../../lib/characters.ts'
import { askWhen } from '../../lib/when.ts'
import { IconButton } from '../ui/icon-button.tsx'

/** Beside the send button: the same words, at another time. */
export function SendLater({ text, channelId, onPlanned }: { text: string; channelId: string; onPlanned: () => void }) {
  const words = useLaterWords()
  const { whole } = useFormats()
  const { client, say } = useLaterRow()
  const ask = () => {
    const id = newId()
    askWhen({
      title: words.sendLaterTitle,
      onChosen: async (at) => {
        await client.call('schedule.create', { id, channelId, content: text.trimEnd(), at })
        onPlanned()
        say(words.planned(whole(at)), true)
      },
    })
  }
  return (
    <IconButton label={words.sendLater} className="send-later" disabled={!isSendable(text)} onMouseDown={(event) => event.preventDefault()} onClick={ask}>
      <Clock size={17} />
    </IconButton>
  )
}
