import type { Message, MessagePage } from '@parley/protocol'
import { ask } from '../../rest.ts'

export interface ChannelTruth {
  /** All messages, by seq. */
  rows: Message[]
  clock: number
  lastSeq: number
}
/** What the server says after the last crash, read afresh. */
export type Truth = Map<string, ChannelTruth>

export async function readTruth(url: string, token: string, channelIds: readonly string[]): Promise<Truth> {
  const truth: Truth = new Map()
  for (const channelId of channelIds) truth.set(channelId, await readChannel(url, token, channelId))
  return truth
}

async function readChannel(url: string, token: string, channelId: string): Promise<ChannelTruth> {
  const rows: Message[] = []
  for (;;) {
    const page: MessagePage = await ask(url, token, 'GET', `/api/channels/${channelId}/messages?limit=100&after=${rows.at(-1)?.seq ?? 0}`)
    rows.push(...page.messages)
    if (page.messages.length === 0) return { rows, clock: page.clock, lastSeq: page.lastSeq }
  }
}
