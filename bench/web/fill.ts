import type { Head, Import } from '@parley/protocol'

export interface Size {
  channels: number
  /** Messages of the one long channel. */
  long: number
  /** Messages of each other channel. */
  short: number
}

export const LONG = 'harbour-log'
const SOURCE = 'bench'
const ROWS = 500
const MINUTE_MS = 60_000
const authors = ['Ada', 'Ben', 'Mira', 'Tomas', 'Ines', 'Luc', 'Noor', 'Sam']
const words = 'the tide turns at noon and crane two waits for a lighter from the outer quay while the pilot reads his paper in the rain'.split(' ')

export type Post = (path: string, body: object, token: string) => Promise<unknown>

/** Fills a workspace through its import, as its owner, who is a member of every channel. */
export async function fillWorkspace(post: Post, owner: { token: string; handle: string }, { channels, long, short }: Size): Promise<void> {
  const names = [LONG, ...Array.from({ length: channels - 1 }, (_, at) => `quay-${at + 1}`)]
  const bring = (rows: Partial<Import>): Promise<unknown> => post('/api/import', { source: SOURCE, ...rows }, owner.token)
  const members = [`@${owner.handle}`, ...authors]
  await bring({
    users: authors.map((name) => ({ sourceId: name, name: `${name} of the Quay` })),
    channels: names.map((name) => ({ sourceId: name, kind: 'public', name, members })),
  })
  for (const batch of batches(names.flatMap((channel) => saidIn(channel, channel === LONG ? long : short)))) await bring({ messages: batch })
}

type Said = NonNullable<Import['messages']>[number]

/** Lines of different lengths, a minute apart, the last one an hour ago; each names its number. */
function saidIn(channel: string, count: number): Said[] {
  const end = Date.now() - 60 * MINUTE_MS
  return Array.from({ length: count }, (_, at) => ({
    sourceId: `${channel}/${at}`,
    channel,
    author: authors[Math.floor(at / 3) % authors.length] ?? '',
    content: `${at + 1}: ${sentence(at)}`,
    createdAt: end - (count - at) * MINUTE_MS,
  }))
}

function sentence(at: number): string {
  const length = 4 + ((at * 7) % 29)
  return Array.from({ length }, (_, step) => words[(at * 5 + step * 3) % words.length]).join(' ')
}

function* batches(said: readonly Said[]): Iterable<Said[]> {
  for (let from = 0; from < said.length; from += ROWS) yield said.slice(from, from + ROWS)
}

/** The address of a conversation in the web client. */
export const pathOf = ({ channel }: Pick<Head, 'channel'>): string => `/c/${channel.name}~${channel.id.replaceAll('-', '')}`
