import { useEffect } from 'react'
import { conversationName, isMine, signedName } from '../lib/conversation.ts'
import { findByRoute } from '../lib/paths.ts'
import { useShellWords } from '../lib/shell-words.ts'
import { useSession } from './use-client.ts'
import { useConversationList } from './use-conversation.ts'
import { useRoute } from './use-route.ts'
import { useDirectory } from './use-users.ts'

/** The window's title: how many messages wait, and where the person is. */
export function useTitle(): void {
  const { me, workspace } = useSession()
  const all = useConversationList()
  const lookup = useDirectory()
  const route = useRoute()
  const { settings } = useShellWords()
  const here = route.at === 'conversation' ? findByRoute(route, all, (one) => one.channel) : undefined
  const unread = all.reduce((sum, one) => sum + (isMine(one) && !one.membership?.muted ? one.unread : 0), 0)
  const place = here ? `${signedName(here, conversationName(here, me.id, lookup))} · ` : route.at === 'settings' ? `${settings} · ` : ''
  const title = `${unread > 0 ? `(${unread > 999 ? '999+' : unread}) ` : ''}${place}${workspace.name}`
  useEffect(() => {
    document.title = title
  }, [title])
}
