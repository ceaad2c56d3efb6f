import { type Head, LIMITS } from '@parley/protocol'
import { readConfig } from '../../backend/config/index.ts'
import { createLogger } from '../../backend/logger.ts'
import { serve } from '../../backend/server.ts'
import { Api } from './api.ts'
import { DAYS, MINUTE_MS } from './calendar.ts'
import { makeGestures } from './gestures.ts'
import { historyOf } from './history.ts'
import { sayTheNews } from './news.ts'
import { type Handle, people, places } from './people.ts'
import { progress } from './progress.ts'
import { withLaunchDay } from './slots.ts'

const SOURCE = 'harbour-works'

/** Makes the workspace in an empty folder, through a server that only this machine can reach: accounts, six weeks of history, and today's news. */
export async function fill({ dataDir, workspace, password }: { dataDir: string; workspace: string; password: string }): Promise<void> {
  const config = readConfig({ HOST: '127.0.0.1', PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'warn', RATE_LIMITS: 'off', PARLEY_MODE: 'api-only' })
  await using running = await serve(config, createLogger(config))
  const api = new Api(running.url)
  const tokens = await register(api, password)
  const as = (who: Handle): Api => api.as(tokens.get(who) ?? '')
  const owner = as('ada')
  await owner.patch('/api/workspace', { name: workspace })
  await importPlaces(owner)
  await importHistory(owner)
  const channels = await channelsOf(owner)
  await makeGestures(as, channels)
  await sayTheNews(as, channels)
  await Promise.all([...tokens.values()].map((token) => api.as(token).post('/api/logout', {})))
}

/** The ids of those that have a name. */
async function channelsOf(owner: Api): Promise<Map<string, string>> {
  const { channels } = await owner.get<{ channels: Head[] }>('/api/channels')
  return new Map(channels.flatMap(({ channel: { name, id } }) => (name ? [[name, id]] : [])))
}

/** The first account of all is the owner, because it comes from this machine. */
async function register(api: Api, password: string): Promise<Map<Handle, string>> {
  const tokens = new Map<Handle, string>()
  for (const person of people) {
    if (!('account' in person)) continue
    const { handle, name } = person
    const { token } = await api.post<{ token: string }>('/api/register', { name, handle, email: `${handle}@harbour.test`, password })
    tokens.set(handle, token)
  }
  return tokens
}

/** Who has an account is named by the handle; the others are people of the import. */
const accounts: ReadonlySet<string> = new Set(people.flatMap((person) => ('account' in person ? person.handle : [])))
const known = (handle: string): string => (accounts.has(handle) ? `@${handle}` : handle)

async function importPlaces(owner: Api): Promise<void> {
  const createdAt = Date.now() - DAYS * 24 * 60 * MINUTE_MS
  await owner.post('/api/import', {
    source: SOURCE,
    users: people.filter(({ handle }) => !accounts.has(handle)).map(({ handle, name }) => ({ sourceId: handle, handle, name, createdAt })),
    channels: places
      .filter(({ key }) => key !== 'general')
      .map(({ key, kind, name, topic, members }) => ({
        sourceId: key,
        kind,
        ...(name && { name }),
        ...(topic && { topic: withLaunchDay(topic, Date.now()) }),
        members: members.map(known),
        createdAt,
      })),
  })
}

async function importHistory(owner: Api): Promise<void> {
  const said = historyOf(Date.now())
  const told = progress('Filling Harbour Works', said.length)
  for (let from = 0; from < said.length; from += LIMITS.importRows / 2) {
    told(from)
    const messages = said.slice(from, from + LIMITS.importRows / 2).map((one) => ({ ...one, author: known(one.author) }))
    await owner.post('/api/import', { source: SOURCE, messages })
  }
  told(said.length)
}
