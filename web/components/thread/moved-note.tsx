'use client'

import type { Entry } from '@parley/client'
import { useClient } from '../../hooks/use-client.ts'
import { usePathOf } from '../../hooks/use-conversation.ts'
import { useShell } from '../../hooks/use-shell.ts'
import { useThreadWords } from '../../hooks/use-thread-words.ts'
import { goTo } from '../../lib/go-to.ts'

/** In the place of a message that went elsewhere: the way there is asked for, since not everybody may know it. */
export function MovedNote({ entry }: { entry: Entry }) {
  const client = useClient()
  const words = useThreadWords()
  const { say } = useShell()
  const pathOf = usePathOf()
  const show = () =>
    client.call('message.target', { messageId: entry.id }).then(
      ({ channelId, seq }) => goTo(client, channelId, pathOf, seq),
      () => say(words.movedUnknown, true),
    )
  return (
    <div className="body tombstone">
      {words.moved}{' '}
      <button type="button" className="link" onClick={() => void show()}>
        {words.showWhere}
      </button>
    </div>
  )
}
