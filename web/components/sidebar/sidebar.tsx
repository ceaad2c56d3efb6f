'use client'

import type { Conversation } from '@parley/client'
import { Clock, Inbox, PanelLeftClose, Plus, Search } from 'lucide-react'
import { type ReactNode, useCallback, useState } from 'react'
import { useSession } from '../../hooks/use-client.ts'
import { useConversationList } from '../../hooks/use-conversation.ts'
import { useDialogs } from '../../hooks/use-dialogs.ts'
import { useRoute } from '../../hooks/use-route.ts'
import { useRowCommands } from '../../hooks/use-row-commands.ts'
import { useRowMarks } from '../../hooks/use-row-marks.ts'
import { useRowPress } from '../../hooks/use-row-press.ts'
import { SIDE_PX, useShell } from '../../hooks/use-shell.ts'
import { type SidebarSection as Section, useSidebarSections } from '../../hooks/use-sidebar-sections.ts'
import { useSidebarWalk } from '../../hooks/use-sidebar-walk.ts'
import { useDirectory, useWatched } from '../../hooks/use-users.ts'
import { useWords } from '../../hooks/use-words.ts'
import { conversationName, isDirect, othersIn } from '../../lib/conversation.ts'
import { sectionFitting } from '../../lib/sections.ts'
import { useShellWords } from '../../lib/shell-words.ts'
import { isMac } from '../../lib/shortcuts.ts'
import { laterPart } from '../later.tsx'
import { IconButton } from '../ui/icon-button.tsx'
import { NavLink } from '../ui/nav-link.tsx'
import { WorkspaceMark } from '../ui/workspace-mark.tsx'
import { ConversationRow } from './conversation-row.tsx'
import { OwnFooter } from './own-footer.tsx'
import type { RowMenuAt } from './row-menu.tsx'
import { SectionDialog, type SectionQuestion } from './section-dialog.tsx'
import { SectionTools } from './section-tools.tsx'
import { SidebarSection } from './sidebar-section.tsx'

const Separator = laterPart(async () => (await import('../ui/separator.tsx')).Separator)
const InboxCount = laterPart(async () => (await import('../inbox/inbox-count.tsx')).InboxCount)
const LaterCount = laterPart(async () => (await import('../planned/later-count.tsx')).LaterCount)
const RowMenu = laterPart(async () => (await import('./row-menu.tsx')).RowMenu)

/** The workspace, its channels, its people, and oneself. */
export function Sidebar() {
  const { workspace } = useSession()
  const open = useDialogs()
  const words = useShellWords()
  const { sidebar } = useShell()
  // On a phone the list is a page of its own, and this its heading.
  const Name = useRoute().at === 'home' ? 'h1' : 'b'
  return (
    <nav className="side" aria-label={words.workspace}>
      <div className="ws">
        <WorkspaceMark name={workspace.name} />
        <Name dir="auto">{workspace.name}</Name>
        <IconButton label={words.hideSidebar} className="side-hide" onClick={sidebar.toggle}>
          <PanelLeftClose size={17} className="points" />
        </IconButton>
      </div>
      <button type="button" className="find" onClick={() => open('jump')}>
        <Search size={16} />
        {words.jump}
        <kbd>{isMac() ? '⌘ K' : 'Ctrl K'}</kbd>
      </button>
      <PlaceLink at="inbox" icon={<Inbox size={16} />}>
        <InboxCount />
      </PlaceLink>
      <PlaceLink at="later" icon={<Clock size={16} />}>
        <LaterCount />
      </PlaceLink>
      <Sections />
      <OwnFooter />
      <Separator label={words.sidebarWidth} width={sidebar.width} bounds={SIDE_PX} side="end" onResize={sidebar.resize} />
    </nav>
  )
}

/** The way to what waits, above all conversations. */
function PlaceLink({ at, icon, children }: { at: 'inbox' | 'later'; icon: ReactNode; children: ReactNode }) {
  const here = useRoute().at === at
  return (
    <NavLink href={`/${at}`} className="later-row" aria-current={here ? 'page' : undefined}>
      {icon}
      {useWords().sidebar[at]}
      {children}
    </NavLink>
  )
}

function Sections() {
  const { me } = useSession()
  const sections = useSidebarSections()
  const all = useConversationList()
  const lookup = useDirectory()
  const commands = useRowCommands()
  const [menu, setMenu] = useState<RowMenuAt | null>(null)
  const [question, setQuestion] = useState<SectionQuestion | null>(null)
  const openMenu = useCallback((conversation: Conversation, x: number, y: number) => setMenu({ conversation, x, y, opener: rowOf(conversation) }), [])
  const nameOf = (one: Conversation) => conversationName(one, me.id, lookup)
  const { follow, ...walk } = useSidebarWalk({ all, nameOf, commands, onMenu: openMenu })
  useWatched([me.id, ...all.filter(isDirect).flatMap((one) => othersIn(one, me.id))])
  const press = useRowPress((row, x, y) => {
    const one = all.find(({ channel }) => channel.id === row.dataset.channelId)
    if (one) openMenu(one, x, y)
  })
  const close = () => {
    if (question?.about === 'move') follow(question.conversation.channel.id)
    setQuestion(null)
  }
  const drop = (key: string) => (channelId: string) => {
    const one = all.find(({ channel }) => channel.id === channelId)
    if (one) void commands.move(one, nameOf(one), sectionFitting(one, key))
  }
  return (
    <div className="side-scroll" role="none" {...walk} {...press}>
      {sections.map((section) => (
        <SidebarSection key={section.key} section={section} tools={<SectionTools section={section} onAsk={setQuestion} />} onDrop={drop(section.key)}>
          <Rows section={section} onMenu={openMenu} />
        </SidebarSection>
      ))}
      {menu && <RowMenu at={menu} name={nameOf(menu.conversation)} commands={commands} onAsk={setQuestion} onClose={() => setMenu(null)} />}
      {question && <SectionDialog question={question} commands={commands} onClose={close} />}
    </div>
  )
}

function Rows({ section, onMenu }: { section: Section; onMenu: (one: Conversation, x: number, y: number) => void }) {
  const { stop } = useRowMarks(`begin-${section.kind}`)
  const open = useDialogs()
  const words = useShellWords()
  const begin = section.kind === 'channels' ? words.browse : section.kind === 'directs' && section.rows.length === 0 ? words.writeToSomebody : null
  return (
    <>
      {section.shown.map((one) => (
        <ConversationRow key={one.channel.id} conversation={one} onMenu={onMenu} />
      ))}
      {section.kind === 'own' && section.rows.length === 0 && <p className="sec-empty">{words.sectionEmpty}</p>}
      {begin && !section.collapsed && (
        <button
          type="button"
          className="row quiet"
          data-stop={`begin-${section.kind}`}
          tabIndex={stop ? 0 : -1}
          onClick={() => open(section.kind === 'channels' ? 'browse' : 'direct')}
        >
          <Plus size={16} />
          {begin}
        </button>
      )}
    </>
  )
}

const rowOf = (one: Conversation): HTMLElement | null => document.querySelector(`.side [data-channel-id="${one.channel.id}"]`)
