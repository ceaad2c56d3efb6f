import type { Head, Message, User } from '@parley/protocol'
import { type Person, register } from '../people.ts'
import { claimPort } from '../port.ts'
import { ask } from '../rest.ts'
import { pause, startServer, temporaryFolder } from '../server.ts'
import { fillWorkspace, LONG, pathOf, type Size } from './fill.ts'

/** A conversation as the journeys need it: its address, and the message that stands last in it; while others talk there it moves on. */
export interface Spot {
  id: string
  name: string
  path: string
  lastMessageId: string
}

/** The built product with a workspace in it. */
export interface Place extends AsyncDisposable {
  readonly url: string
  readonly token: string
  readonly talkers: readonly Person[]
  readonly long: Spot
  readonly others: readonly Spot[]
  readonly filledInMs: number
}

export async function openPlace(size: Size): Promise<Place> {
  const folder = temporaryFolder('bench-web')
  const server = await startServer({ port: await claimPort(), dataDir: `${folder.path}/kept`, web: true })
  const { url } = server
  const [ada, ...talkers] = await register(url, ['Ada Dunne', 'Ben Okafor', 'Mira Castellanos'])
  if (!ada) throw new Error('Nobody registered')
  const startedAt = Date.now()
  const { user } = await ask<{ user: User }>(url, ada.token, 'GET', '/api/user')
  await fillWorkspace((path, body, token) => ask(url, token, 'POST', path, body), { token: ada.token, handle: user.handle }, size)
  const filledInMs = Date.now() - startedAt
  const spots: Spot[] = []
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: { channels: Head[]; cursor: string | null } = await ask(
      url,
      ada.token,
      'GET',
      `/api/channels${cursor && `?cursor=${encodeURIComponent(cursor)}`}`,
    )
    for (const head of page.channels.filter(({ channel }) => channel.name !== 'general')) spots.push(await spotOf(url, ada.token, head))
    cursor = page.cursor
  }
  const long = spots.find(({ name }) => name === LONG)
  if (!long) throw new Error(`#${LONG} is missing`)
  for (const { token } of talkers) await ask(url, token, 'POST', `/api/channels/${long.id}/join`, {})
  const others = spots.filter((spot) => spot !== long)
  await visitBefore(url + long.path, ada.token)
  const end = async (): Promise<void> => {
    await server.stop()
    folder[Symbol.dispose]()
  }
  return { url, token: ada.token, talkers, long, others, filledInMs, [Symbol.asyncDispose]: end }
}

/** "Nothing cached" is said of the browser: the server has been up for a while, and has drawn pages. */
async function visitBefore(page: string, token: string): Promise<void> {
  const headers = { cookie: `parley=${token}`, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document', 'sec-fetch-site': 'none' }
  for (let tries = 0; tries < 20 && !(await (await fetch(page, { headers })).text()).includes('<first-picture'); tries++) await pause(250)
}

/** Also reads the channel, so that nothing is unread when the measuring begins. */
async function spotOf(url: string, token: string, head: Head): Promise<Spot> {
  const { id, name, lastSeq } = head.channel
  await ask(url, token, 'POST', `/api/channels/${id}/read`, { seq: lastSeq })
  return { id, name, path: pathOf(head), lastMessageId: await newestId(url, token, id) }
}

export async function newestId(url: string, token: string, channelId: string): Promise<string> {
  const { messages } = await ask<{ messages: Message[] }>(url, token, 'GET', `/api/channels/${channelId}/messages?limit=1`)
  return messages.at(-1)?.id ?? ''
}
