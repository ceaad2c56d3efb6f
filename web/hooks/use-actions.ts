import type { Conversation } from '@parley/client'
import { createContext, useContext } from 'react'
import { isMine } from '../lib/conversation.ts'
import { focusComposer, focusMessages, focusSidebar } from '../lib/focus.ts'
import { navigate } from '../lib/navigate.ts'
import { findByRoute, routeOf, searchPath } from '../lib/paths.ts'
import { countOf } from '../lib/sections.ts'
import { useShellWords } from '../lib/shell-words.ts'
import type { ActionId } from '../lib/shortcuts.ts'
import { useClient } from './use-client.ts'
import { useConversations, useHereId, usePathOf } from './use-conversation.ts'
import type { DialogName } from './use-dialogs.ts'
import { useShell } from './use-shell.ts'
import { useSidebarSections } from './use-sidebar-sections.ts'

export type Actions = Record<ActionId, () => void>

export const ActionsContext = createContext<Actions | null>(null)

export function useActionsHere(): Actions {
  const actions = useContext(ActionsContext)
  if (!actions) throw new Error('Used outside of the workspace')
  return actions
}

/** Everything the page can do by a key or from the switcher, by its id in the table of shortcuts. */
export function useActions(open: (dialog: DialogName) => void): Actions {
  const hereId = useHereId()
  const { sidebar, details } = useShell()
  return {
    ...useSteps(),
    ...useReading(),
    switcher: () => open('jump'),
    search: () => navigate(searchPath('', hereId)),
    focusComposer: () => void focusComposer(),
    focusMessages: () => void focusMessages(),
    focusSidebar: () => {
      sidebar.show()
      requestAnimationFrame(focusSidebar)
    },
    newChannel: () => open('create'),
    newDirect: () => open('direct'),
    toggleSidebar: sidebar.toggle,
    toggleDetails: () => hereId && details.toggle(),
    settings: () => navigate('/settings'),
    shortcuts: () => open('shortcuts'),
  }
}

/** From conversation to conversation in the order of the sidebar, around its ends. */
function useSteps(): Pick<Actions, 'nextConversation' | 'previousConversation' | 'nextUnread' | 'previousUnread'> {
  const rows = useSidebarSections().flatMap((section) => section.shown)
  const pathOf = usePathOf()
  const { say } = useShell()
  const words = useShellWords()
  const step = (by: 1 | -1, fits: (one: Conversation) => boolean) => {
    // By the address and not by what is drawn: of two quick presses the second starts where the first led.
    const route = routeOf(location.pathname)
    const here = route.at === 'conversation' ? findByRoute(route, rows, (one) => one.channel) : undefined
    const at = here ? rows.indexOf(here) : -1
    const start = at < 0 && by < 0 ? 0 : at
    const order = rows.map((_, index) => rows[(start + by * (index + 1) + rows.length * 2) % rows.length])
    const next = order.find((one) => one && one !== here && fits(one))
    if (next) navigate(pathOf(next))
    else say(words.noUnread)
  }
  const unread = (one: Conversation) => countOf(one) > 0
  return {
    nextConversation: () => step(1, () => true),
    previousConversation: () => step(-1, () => true),
    nextUnread: () => step(1, unread),
    previousUnread: () => step(-1, unread),
  }
}

function useReading(): Pick<Actions, 'markRead' | 'markAllRead'> {
  const client = useClient()
  const hereId = useHereId()
  const all = useConversations()
  const { say } = useShell()
  const words = useShellWords()
  const read = (those: readonly Conversation[], said: string) => {
    const waiting = those.filter((one) => isMine(one) && one.unread > 0)
    for (const { channel } of waiting) client.markRead(channel.id, channel.lastSeq)
    if (waiting.length > 0) say(said)
  }
  return {
    markRead: () =>
      read(
        all.filter((one) => one.channel.id === hereId),
        words.markedRead,
      ),
    markAllRead: () => read(all, words.allRead),
  }
}
