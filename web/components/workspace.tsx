'use client'

import { PanelLeftOpen } from 'lucide-react'
import { type CSSProperties, lazy, memo, type ReactNode, Suspense, useEffect, useRef, useState } from 'react'
import { ActionsContext, useActions } from '../hooks/use-actions.ts'
import { useReturn } from '../hooks/use-attention.ts'
import { useSession } from '../hooks/use-client.ts'
import { type ConversationRoute, useConversationAt, useConversationList, usePathOf } from '../hooks/use-conversation.ts'
import { type DialogAsked, DialogsContext } from '../hooks/use-dialogs.ts'
import { useRest } from '../hooks/use-rest.ts'
import { useRoute } from '../hooks/use-route.ts'
import { SaidContext, ShellContext, useShell, useShellState } from '../hooks/use-shell.ts'
import { useShortcuts } from '../hooks/use-shortcuts.ts'
import { useTitle } from '../hooks/use-title.ts'
import { useWords } from '../hooks/use-words.ts'
import { afterPaint } from '../lib/after-paint.ts'
import { homeOf, isMine } from '../lib/conversation.ts'
import { focusMessages } from '../lib/focus.ts'
import { replacePath } from '../lib/navigate.ts'
import { lastPlace, rememberPlace } from '../lib/place.ts'
import { rememberRecent } from '../lib/recent.ts'
import { useShellWords } from '../lib/shell-words.ts'
import { Announcer } from './announcer.tsx'
import { Boundary } from './boundary.tsx'
import { ConversationPane } from './conversation/conversation-pane.tsx'
import { OpenDialog } from './dialogs/open-dialog.tsx'
import { laterPart } from './later.tsx'
import { KnownNames } from './markdown/known-names.tsx'
import { PeoplePart } from './people/later.tsx'
import { Sidebar } from './sidebar/sidebar.tsx'
import { SkeletonLines } from './skeleton.tsx'
import { IconButton } from './ui/icon-button.tsx'

const Alerts = laterPart(async () => (await import('./alerts.tsx')).Alerts)
const Swipe = laterPart(async () => (await import('./swipe.tsx')).Swipe)
const EmptyPane = laterPart(async () => (await import('./empty-pane.tsx')).EmptyPane, <main className="main" />)
const MissingPane = laterPart(async () => (await import('./empty-pane.tsx')).MissingPane, <main className="main" />)
const InboxPane = laterPart(async () => (await import('./inbox/inbox-pane.tsx')).InboxPane, <main className="main" />)
const LaterPane = laterPart(async () => (await import('./planned/later-pane.tsx')).LaterPane, <main className="main" />)
const Keeper = laterPart(async () => (await import('./planned/keeper.tsx')).Keeper)
const SearchPane = laterPart(async () => (await import('./search/search-pane.tsx')).SearchPane)

const SettingsView = lazy(async () => ({ default: (await import('./settings/settings-view.tsx')).SettingsView }))
/** For who builds Parley: no build that is served has it. */
const DesignPage = process.env.NODE_ENV === 'development' ? lazy(async () => ({ default: (await import('./design/design-page.tsx')).DesignPage })) : null

/** Sidebar and conversation side by side; on a phone one of the two, by the path. */
export function Workspace() {
  const { shell, said } = useShellState()
  const [dialog, setDialog] = useState<DialogAsked | null>(null)
  useRest(false)
  return (
    <ShellContext value={shell}>
      <DialogsContext value={setDialog}>
        <Acting open={setDialog}>
          <View />
          <Title />
          <PeoplePart is="presence" />
          <Alerts />
          <OpenDialog asked={dialog} />
          <Keeper />
        </Acting>
        <SaidContext value={said}>
          <Announcer />
        </SaidContext>
      </DialogsContext>
    </ShellContext>
  )
}

/** What the page can do, by its keys and for the switcher. */
function Acting({ open, children }: { open: (asked: DialogAsked) => void; children: ReactNode }) {
  const actions = useActions(open)
  useShortcuts(actions)
  return <ActionsContext value={actions}>{children}</ActionsContext>
}

/** The settings and the design page are views of their own; everything else is sidebar and pane. */
const View = memo(function View() {
  const route = useRoute()
  useReturn()
  if (route.at === 'settings') {
    return (
      <Suspense fallback={null}>
        <SettingsView section={route.section} />
      </Suspense>
    )
  }
  if (!DesignPage || route.at !== 'design') return <Panes />
  return (
    <Suspense fallback={null}>
      <DesignPage />
    </Suspense>
  )
})

/** Draws nothing, so that what arrives anywhere draws only what shows it. */
function Title() {
  useTitle()
  return null
}

function Panes() {
  const route = useRoute()
  const app = useRef<HTMLDivElement>(null)
  const words = useShellWords()
  const { sidebar, details } = useShell()
  const home = !['conversation', 'search', 'inbox', 'later'].includes(route.at)
  const widths = { '--side-px': `${sidebar.width}px`, '--details-px': `${details.width}px` } as CSSProperties
  return (
    <div ref={app} className="app" data-pane={home ? 'sidebar' : 'conversation'} data-side={sidebar.hidden ? 'hidden' : 'shown'} style={widths}>
      <button type="button" className="skip" onClick={focusMessages}>
        {words.skip}
      </button>
      <Swipe app={app} />
      <Sidebar />
      {home && <HomeOnWideScreens />}
      {sidebar.hidden && (
        <IconButton label={words.showSidebar} className="side-show" onClick={sidebar.toggle}>
          <PanelLeftOpen size={18} className="points" />
        </IconButton>
      )}
      <KnownNames>
        {route.at === 'conversation' ? (
          <Place route={route} />
        ) : route.at === 'search' ? (
          <SearchPane />
        ) : route.at === 'inbox' ? (
          <InboxPane />
        ) : route.at === 'later' ? (
          <LaterPane />
        ) : (
          <EmptyPane />
        )}
      </KnownNames>
    </div>
  )
}

function Place({ route }: { route: ConversationRoute }) {
  const { general } = useWords()
  const found = useConversationAt(route)
  const path = `/c/${route.name}~${route.shortId}`
  const hereId = found.at === 'here' && isMine(found.conversation) ? found.conversation.channel.id : null
  useEffect(() => {
    if (!hereId) return
    afterPaint(() => {
      rememberPlace(path)
      rememberRecent(hereId)
    })
  }, [hereId, path])
  if (found.at === 'missing') return <MissingPane />
  if (found.at === 'looking') {
    return (
      <main className="main">
        <div className="head" />
        <SkeletonLines />
      </main>
    )
  }
  return (
    <Boundary what={general.thisConversation} key={found.conversation.channel.id}>
      <ConversationPane conversation={found.conversation} route={route} />
    </Boundary>
  )
}

/** Where both panes are visible, home is the conversation last looked at, or the default channel. */
function HomeOnWideScreens() {
  const all = useConversationList()
  const { workspace } = useSession()
  const pathOf = usePathOf()
  const first = homeOf(all, workspace)
  const path = first ? (lastPlace() ?? pathOf(first)) : null
  useEffect(() => {
    if (path && matchMedia('(min-width: 721px)').matches) replacePath(path)
  }, [path])
  return null
}
