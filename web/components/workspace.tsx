'use client'

import { lazy, Suspense, useEffect, useState } from 'react'
import { useOwnPresence } from '../hooks/use-attention.ts'
import { type ConversationRoute, useConversationAt, useConversations, usePathOf } from '../hooks/use-conversation.ts'
import { type DialogName, DialogsContext } from '../hooks/use-dialogs.ts'
import { useRoute } from '../hooks/use-route.ts'
import { useTitle } from '../hooks/use-title.ts'
import { isMine, sections } from '../lib/conversation.ts'
import { replacePath } from '../lib/navigate.ts'
import { lastPlace, rememberPlace } from '../lib/place.ts'
import { Boundary } from './boundary.tsx'
import { ConversationPane } from './conversation/conversation-pane.tsx'
import { OpenDialog } from './dialogs/open-dialog.tsx'
import { EmptyPane, MissingPane } from './empty-pane.tsx'
import { Sidebar } from './sidebar/sidebar.tsx'
import { SkeletonLines } from './skeleton.tsx'

const SettingsView = lazy(async () => ({ default: (await import('./settings/settings-view.tsx')).SettingsView }))
/** For who builds Parley: no build that is served has it. */
const DesignPage = process.env.NODE_ENV === 'development' ? lazy(async () => ({ default: (await import('./design/design-page.tsx')).DesignPage })) : null

/** Sidebar and conversation side by side; on a phone one of the two, by the path. */
export function Workspace() {
  const route = useRoute()
  const [dialog, setDialog] = useState<DialogName | null>(null)
  useOwnPresence()
  useTitle()
  useJumpKey(setDialog)
  useHomeOnWideScreens(!['conversation', 'settings'].includes(route.at) && !(DesignPage && route.at === 'design'))
  return (
    <DialogsContext value={setDialog}>
      {route.at === 'settings' ? (
        <Suspense fallback={null}>
          <SettingsView section={route.section} />
        </Suspense>
      ) : DesignPage && route.at === 'design' ? (
        <Suspense fallback={null}>
          <DesignPage />
        </Suspense>
      ) : (
        <div className="app" data-pane={route.at === 'conversation' ? 'conversation' : 'sidebar'}>
          <Sidebar />
          {route.at === 'conversation' ? <Place route={route} /> : <EmptyPane />}
        </div>
      )}
      <OpenDialog name={dialog} />
    </DialogsContext>
  )
}

function Place({ route }: { route: ConversationRoute }) {
  const found = useConversationAt(route)
  const path = `/c/${route.name}~${route.shortId}`
  const mine = found.at === 'here' && isMine(found.conversation)
  useEffect(() => {
    if (mine) rememberPlace(path)
  }, [mine, path])
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
    <Boundary what="This conversation" key={found.conversation.channel.id}>
      <ConversationPane conversation={found.conversation} seq={route.seq} />
    </Boundary>
  )
}

/** Where both panes are visible, home is the conversation last looked at, or #general. */
function useHomeOnWideScreens(home: boolean): void {
  const all = useConversations()
  const pathOf = usePathOf()
  const { channels, directs } = sections(all)
  const first = channels.find((one) => one.channel.name === 'general') ?? channels[0] ?? directs[0]
  const path = home && first ? (lastPlace() ?? pathOf(first)) : null
  useEffect(() => {
    if (path && matchMedia('(min-width: 721px)').matches) replacePath(path)
  }, [path])
}

function useJumpKey(setDialog: (name: DialogName) => void): void {
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.shiftKey || event.altKey) return
      event.preventDefault()
      setDialog('jump')
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [setDialog])
}
