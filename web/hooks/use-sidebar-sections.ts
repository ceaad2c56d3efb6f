import type { Conversation } from '@parley/client'
import { useMemo } from 'react'
import { conversationName } from '../lib/conversation.ts'
import { type Section, sidebarSections, visibleRows } from '../lib/sections.ts'
import type { ShellWords } from '../lib/shell-words.ts'
import { useSession } from './use-client.ts'
import { useConversationList, useHereId } from './use-conversation.ts'
import { useShell } from './use-shell.ts'
import { useDirectory } from './use-users.ts'

export interface SidebarSection extends Section {
  collapsed: boolean
  /** What stands in the page: fewer than `rows` where it is collapsed. */
  shown: readonly Conversation[]
}

/** The sidebar as this person arranged it. */
export function useSidebarSections(): readonly SidebarSection[] {
  const { me } = useSession()
  const { made, collapsed } = useShell().sections
  const all = useConversationList()
  const lookup = useDirectory()
  const hereId = useHereId(collapsed.length > 0)
  return useMemo(
    () => arranged({ all, made, collapsed, hereId, nameOf: (one) => conversationName(one, me.id, lookup) }),
    [all, made, collapsed, hereId, me.id, lookup],
  )
}

interface Arrangement {
  all: readonly Conversation[]
  made: readonly string[]
  collapsed: readonly string[]
  hereId: string | null
  nameOf: (one: Conversation) => string
}

/** The sections and what stands in the page of each. */
export const arranged = ({ all, made, collapsed, hereId, nameOf }: Arrangement): readonly SidebarSection[] =>
  sidebarSections(all, made, nameOf).map((section) => {
    const closed = collapsed.includes(section.key)
    return { ...section, collapsed: closed, shown: visibleRows(section, closed, hereId) }
  })

/** What a section is called. */
export function sectionName(key: string, words: ShellWords): string {
  if (key === 'favourites' || key === 'channels' || key === 'directs') return words[key]
  return key.slice(key.indexOf(':') + 1)
}
