import { useEffect } from 'react'
import { conversationName, signedName } from '../lib/conversation.ts'
import { waiting } from '../lib/notify/waiting.ts'
import { findByRoute } from '../lib/paths.ts'
import { useShellWords } from '../lib/shell-words.ts'
import { useSession } from './use-client.ts'
import { useConversationList } from './use-conversation.ts'
import { useRoute } from './use-route.ts'
import { useDirectory } from './use-users.ts'

const shown = (count: number): string => (count > 999 ? '999+' : String(count))

/** The window's title: how many messages are meant for the person, how many wait, and where they are. */
export function useTitle(): void {
  const { me, workspace } = useSession()
  const all = useConversationList()
  const lookup = useDirectory()
  const route = useRoute()
  const { settings } = useShellWords()
  const here = route.at === 'conversation' ? findByRoute(route, all, (one) => one.channel) : undefined
  const { unread, meant } = waiting(all)
  const place = here ? `${signedName(here, conversationName(here, me.id, lookup))} · ` : route.at === 'settings' ? `${settings} · ` : ''
  const counts = [meant > 0 && `@${shown(meant)}`, unread > meant && shown(unread)].filter(Boolean).join(' · ')
  const title = `${counts && `(${counts}) `}${place}${workspace.name}`
  useEffect(() => {
    document.title = title
  }, [title])
}
