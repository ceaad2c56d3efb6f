import { dashed, type Head, LIMITS, type MessagePage, type Opening, type Welcome } from '@parley/protocol'
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

  /** For a page at this path, where home is the place looked at last, or the default channel; null where it is more than a page may hold. */
  async at(me: Actor, path: string, lastPlace?: string): Promise<Opening | null> {
    const { rates, sync, messages, people } = this.#parts
    await rates.request(me.userId)
    const welcome = sync.welcomeOf(me, await sync.welcomed(me), [])
    const home = { start: welcome.workspace.defaultChannelId, seq: undefined }
    const place = placeOf(path) ?? (isHome(path) ? (placeOf(lastPlace ?? '') ?? home) : null)
    const meant = place && (await this.#headAt(me, place, welcome.channels))
    const head = meant ?? (isHome(path) ? await this.#headAt(me, home, welcome.channels) : null)
    if (head && !welcome.channels.includes(head)) welcome.channels.push(head)
    const page = head ? await messages.page(me, { ...viewOf(head, place?.seq), limit: PAGE_ROWS }) : null
    const users = await people.get(me, peopleIn(welcome, page?.messages ?? []))
    return fitting({ welcome, page, users })
  }

  /** Of the conversations a page names, or of all that are this person's: not every page names the one it is about. */
  async #headAt(me: Actor, { start }: Place, heads: readonly Head[]): Promise<Head | null> {
    const [head, ...others] = heads.filter(({ channel }) => channel.id.startsWith(start))
    if (others.length > 0) return null
    return head ?? this.#parts.sync.headBeginning(me, start)
  }
}

/** A conversation by the beginning of its id, and a message in it. */
interface Place {
  start: string
  seq: number | undefined
}

const isHome = (path: string): boolean => path.split('?', 1)[0] === '/'

function placeOf(path: string): Place | null {
  const [, screen, place = '', number = ''] = path.split('?', 1)[0]?.split('/') ?? []
  const digits = place
    .slice(place.lastIndexOf('~') + 1)
    .replaceAll('-', '')
    .toLowerCase()
  if (screen !== 'c' || !/^[0-9a-f]{1,32}$/.test(digits)) return null
  return { start: dashed(digits), seq: /^-?\d{1,15}$/.test(number) ? Number(number) : undefined }
}

/** Where a reader begins. */
function viewOf({ channel, readSeq }: Head, seq: number | undefined): { channelId: string; around?: number } {
  if (seq !== undefined) return { channelId: channel.id, around: seq }
  const many = channel.lastSeq - readSeq > LIMITS.manyUnread && readSeq > 0
  return many ? { channelId: channel.id, around: readSeq + 1 } : { channelId: channel.id }
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
