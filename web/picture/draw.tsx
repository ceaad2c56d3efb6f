import { Client, snapshotOf } from '@parley/client'
import type { Opening } from '@parley/protocol'
import { renderToStaticMarkup } from 'react-dom/server'
import { Spoken } from '../components/spoken.tsx'
import { Workspace } from '../components/workspace.tsx'
import { SessionContext } from '../hooks/use-client.ts'
import { arranged } from '../hooks/use-sidebar-sections.ts'
import { conversationName } from '../lib/conversation.ts'
import { loadFull } from '../lib/markdown/trees.ts'
import { routeNow, standAt } from '../lib/navigate.ts'
import { conversationPath } from '../lib/paths.ts'
import { inZone } from '../lib/time.ts'
import type { View } from '../lib/view.ts'
import { WatchList } from '../lib/watch-list.ts'
import { speak } from '../lib/words.ts'

/** What the server knows when it draws. */
export interface Asked {
  opening: Opening
  path: string
  view: View
  /** The browser's name for itself. */
  agent: string
}

/** Where nobody said how high the window is: more than most are. */
const HEIGHT_PX = 1_440
/** A row of the sidebar, and at least what stands above and below its rows. */
const ROW_PX = 32
const AROUND_ROWS_PX = 200

/**
 * The page as its first paint shows it, as HTML made by the page's own components, before any of its code has run in the browser.
 * Null where that would be another page than the one that follows: a place in the history, or nothing to read.
 */
export async function draw({ opening, path, view, agent }: Asked): Promise<string | null> {
  const { page, welcome } = opening
  if (!page || page.messages.at(-1)?.seq !== page.lastSeq || /^\/c\/[^/]+\/.|[?&]locale=/.test(path)) return null
  await loadFull()
  inZone(view.zone ?? 'UTC')
  pretend({ view, agent })
  await speak(view.language)
  const head = welcome.channels.find(({ channel }) => channel.id === page.channelId)
  if (!head) return null
  // Home is a conversation where both panes are visible, and the list where one is.
  const home = path.split('?', 1)[0] === '/'
  standAt(home ? conversationPath(head.channel.name, page.channelId) : path)
  if (routeNow().at !== 'conversation') return null
  const html = renderToStaticMarkup(<Drawn opening={{ ...opening, welcome: { ...welcome, channels: inSight(opening, page.channelId, view.height) } }} />)
  return home ? html.replace('data-pane="conversation"', 'data-pane="sidebar"') : html
}

function Drawn({ opening }: { opening: Opening }) {
  const client = clientOf(opening)
  const self = client.self.get()
  if (!self) return null
  const session = { client, me: self.user, sessionId: self.sessionId, workspace: self.workspace, watched: new WatchList(client.presence) }
  return (
    <Spoken>
      <SessionContext value={session}>
        <Workspace />
      </SessionContext>
    </Spoken>
  )
}

/** A client that never connects. */
function clientOf({ welcome, users, page }: Opening): Client {
  const client = new Client({ url: 'http://localhost' })
  client.hydrate(snapshotOf({ welcome, users, pages: page ? [page] : [] }))
  return client
}

/** The conversations that the sidebar can show without scrolling. */
function inSight(opening: Opening, hereId: string, height = HEIGHT_PX): Opening['welcome']['channels'] {
  const client = clientOf(opening)
  const nameOf = (one: Parameters<typeof conversationName>[0]) => conversationName(one, opening.welcome.user.id, client.users.get)
  const sections = arranged({ all: client.conversations.get(), made: [], collapsed: [], hereId, nameOf })
  const rows = sections.flatMap(({ shown }) => shown.map(({ channel }) => channel.id))
  const shown = new Set([...rows.slice(0, Math.ceil(Math.max(0, height - AROUND_ROWS_PX) / ROW_PX)), hereId])
  return opening.welcome.channels.filter(({ channel }) => shown.has(channel.id))
}

/** The few things that the page's code asks a browser for while it draws. */
function pretend({ view, agent: userAgent }: Pick<Asked, 'view' | 'agent'>): void {
  const { kept, height: innerHeight, locale } = view
  const localStorage = { getItem: (key: string) => kept[key] ?? null, setItem() {}, removeItem() {} }
  for (const [name, value] of Object.entries({ localStorage, innerHeight, navigator: { userAgent, languages: [locale] } })) {
    Object.defineProperty(globalThis, name, { value, configurable: true })
  }
}
