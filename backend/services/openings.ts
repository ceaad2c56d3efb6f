import { type Head, LIMITS, type MessagePage, type Opening, type Welcome } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import { scriptJson } from '../utils/script-json.ts'
import type { Messages } from './messages.ts'
import type { People } from './people.ts'
import type { Rates } from './rates.ts'
import type { Sync } from './sync.ts'

const PAGE_ROWS = 50

interface Parts {
  rates: Rates
  sync: Sync
  messages: Messages
  people: People
}

/**
 * What the first paint of a page shows to somebody signed in, by the same sentences that the socket says: first the clocks and
 * heads, then the rows, so that no clock is ahead of what stands beside it.
 */
export class Openings {
  readonly #parts: Parts

  constructor(parts: Parts) {
    this.#parts = parts
  }

  /** For a page at this path; null where it is more than a page may hold. */
  async at(me: Actor, path: string): Promise<Opening | null> {
    const { rates, sync, messages, people } = this.#parts
    await rates.request(me.userId)
    const welcome = sync.welcomeOf(me, await sync.welcomed(me), [])
    const place = placeAt(path, welcome)
    const page = place && (await messages.page(me, { ...place, limit: PAGE_ROWS }))
    const users = await people.get(me, peopleIn(welcome, page?.messages ?? []))
    return fitting({ welcome, page, users })
  }
}

/** The conversation a path means, if it is one of these, and where a reader of it begins. Home is the default channel, whatever it is called. */
function placeAt(path: string, { channels, workspace }: Welcome): { channelId: string; around?: number } | null {
  const [, screen, place = '', number = ''] = path.split('?', 1)[0]?.split('/') ?? []
  const short = place.slice(place.lastIndexOf('~') + 1).replaceAll('-', '')
  const isMeant = ({ channel: { id } }: Head): boolean =>
    screen === 'c' ? id.replaceAll('-', '').startsWith(short.toLowerCase()) : id === workspace.defaultChannelId
  const meant = channels.filter(isMeant)
  const [head] = meant
  if (!head || meant.length > 1 || (screen === 'c' && short === '') || (screen !== 'c' && screen !== '')) return null
  const channelId = head.channel.id
  if (/^-?\d{1,15}$/.test(number)) return { channelId, around: Number(number) }
  const many = head.channel.lastSeq - head.readSeq > LIMITS.manyUnread && head.readSeq > 0
  return many ? { channelId, around: head.readSeq + 1 } : { channelId }
}

/** Those whose names and faces these show. */
function peopleIn({ channels }: Welcome, messages: MessagePage['messages']): string[] {
  const shown = channels.flatMap(({ people, preview }) => [...people, ...(preview ? [preview.authorId] : [])])
  return [...new Set([...messages.map((message) => message.authorId), ...shown])].slice(0, LIMITS.watchedUsers)
}

/** Long messages make a page heavy: of the newest page the oldest rows are left out, any other is left out whole. */
function fitting(whole: Opening): Opening | null {
  const { page } = whole
  const newest = page && page.messages.at(-1)?.seq === page.lastSeq ? page.messages : []
  for (let kept = newest; ; kept = kept.slice(Math.ceil(kept.length / 2))) {
    const tried: Opening = kept === newest ? whole : { ...whole, page: page && kept.length > 0 ? { ...page, messages: kept } : null }
    if (Buffer.byteLength(scriptJson(tried)) <= LIMITS.openingBytes) return tried
    if (tried.page === null) return null
  }
}
