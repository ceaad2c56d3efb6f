import { conversationName, signedName } from '../lib/conversation.ts'
import { wordsOf } from '../lib/failure.ts'
import { summaryOfContent } from '../lib/markdown/trees.ts'
import { useSession } from './use-client.ts'
import { useConversations } from './use-conversation.ts'
import { useShell } from './use-shell.ts'
import { useDirectory } from './use-users.ts'

/** What every row of what waits needs: to do something and say why it failed, and to say where it belongs. */
export function useLaterRow() {
  const { client, me } = useSession()
  const { say } = useShell()
  const all = useConversations()
  const lookup = useDirectory()
  const run = (work: Promise<unknown>): void => void work.catch((error: unknown) => say(wordsOf(error), true))
  const placeOf = (channelId: string | null): string => {
    const place = all.find(({ channel }) => channel.id === channelId)
    return place ? signedName(place, conversationName(place, me.id, lookup)) : ''
  }
  return { client, say, run, placeOf, summary: (content: string) => summaryOfContent(content) }
}
