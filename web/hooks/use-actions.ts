import type { Client, Conversation } from '@parley/client'
import type { User } from '@parley/protocol'
import { createContext, useContext, useMemo } from 'react'
import { conversationName, isMine } from '../lib/conversation.ts'
import { wordsOf } from '../lib/failure.ts'
import { focusComposer, focusMessages, focusSidebar } from '../lib/focus.ts'
import { navigate } from '../lib/navigate.ts'
import { searchPath } from '../lib/paths.ts'
import { countOf } from '../lib/sections.ts'
import { type ShellWords, useShellWords } from '../lib/shell-words.ts'
import type { ActionId } from '../lib/shortcuts.ts'
import { useSession } from './use-client.ts'
import { conversationHere, usePathOf } from './use-conversation.ts'
import type { DialogName } from './use-dialogs.ts'
import { type Shell, useShell } from './use-shell.ts'
import { arranged } from './use-sidebar-sections.ts'

export type Actions = Record<ActionId, () => void>

export const ActionsContext = createContext<Actions | null>(null)

export function useActionsHere(): Actions {
  const actions = useContext(ActionsContext)
  if (!actions) throw new Error('Used outside of the workspace')
  return actions
}

interface Ground {
  client: Client
  me: User
  shell: Shell
  words: ShellWords
  pathOf: (conversation: Conversation) => string
}

/** Everything the page can do by a key or from the switcher, by its id in the table of shortcuts. What it is done to is looked up when it is done. */
export function useActions(open: (dialog: DialogName) => void): Actions {
  const { client, me } = useSession()
  const shell = useShell()
  const words = useShellWords()
  const pathOf = usePathOf()
  return useMemo(() => {
    const { sidebar, details } = shell
    const ground = { client, me, shell, words, pathOf }
    return {
      ...stepsOn(ground),
      ...readingOn(ground),
      switcher: () => open('jump'),
      inbox: () => navigate('/inbox'),
      search: () => navigate(searchPath('', hereId(client))),
      focusComposer: () => void focusComposer(),
      focusMessages: () => void focusMessages(),
      focusSidebar: () => {
        sidebar.show()
        requestAnimationFrame(focusSidebar)
      },
      newChannel: () => open('create'),
      newDirect: () => open('direct'),
      toggleSidebar: sidebar.toggle,
      toggleDetails: () => hereId(client) && details.toggle(),
      settings: () => navigate('/settings'),
      shortcuts: () => open('shortcuts'),
    }
  }, [client, me, shell, words, pathOf, open])
}

const hereId = (client: Client): string | null => conversationHere(client)?.channel.id ?? null

/** From conversation to conversation in the order of the sidebar, around its ends. */
function stepsOn({ client, me, shell, words, pathOf }: Ground): Pick<Actions, 'nextConversation' | 'previousConversation' | 'nextUnread' | 'previousUnread'> {
  const step = (by: 1 | -1, fits: (one: Conversation) => boolean) => {
    // By the address and not by what is drawn: of two quick presses the second starts where the first led.
    const here = conversationHere(client)
    const nameOf = (one: Conversation) => conversationName(one, me.id, client.users.get)
    const { made, collapsed } = shell.sections
    const sections = arranged({ all: client.conversations.get(), made, collapsed, hereId: here?.channel.id ?? null, nameOf })
    const rows = sections.flatMap((section) => section.shown)
    const at = here ? rows.indexOf(here) : -1
    const start = at < 0 && by < 0 ? 0 : at
    const order = rows.map((_, index) => rows[(start + by * (index + 1) + rows.length * 2) % rows.length])
    const next = order.find((one) => one && one !== here && fits(one))
    if (next) navigate(pathOf(next))
    else shell.say(words.noUnread)
  }
  const unread = (one: Conversation) => countOf(one) > 0
  return {
    nextConversation: () => step(1, () => true),
    previousConversation: () => step(-1, () => true),
    nextUnread: () => step(1, unread),
    previousUnread: () => step(-1, unread),
  }
}

function readingOn({ client, shell, words }: Ground): Pick<Actions, 'markRead' | 'markAllRead'> {
  return {
    markRead: () => {
      const here = conversationHere(client)
      if (!here || !isMine(here) || here.unread === 0) return
      client.markRead(here.channel.id, here.channel.lastSeq)
      shell.say(words.markedRead)
    },
    markAllRead: () =>
      void client.call('read.all', {}).then(
        () => shell.say(words.allRead),
        (error: unknown) => shell.say(wordsOf(error), true),
      ),
  }
}
