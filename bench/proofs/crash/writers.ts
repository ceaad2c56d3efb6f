import type { Client } from '@parley/client'
import { ChatError } from '@parley/protocol'
import type { Chance } from '../../random.ts'
import type { Door } from './doors.ts'
import type { Ledger, Sent } from './ledger.ts'
import { settle } from './settle.ts'

/** What every writer needs: whom it writes as, where, when, and until when. */
export interface Lane {
  author: string
  channelId: string
  /** Resolves when the next message is due. */
  turn(): Promise<void>
  chance: Chance
  ledger: Ledger
  isOver(): boolean
}

/** Writes one message after another into one channel, and now and then changes one: a next one never leaves before the last is settled. */
export async function write(door: Door, lane: Lane): Promise<void> {
  const mine: string[] = []
  while (!lane.isOver()) {
    await lane.turn()
    const sent = lane.ledger.begin(lane.author, lane.channelId)
    if (await send(door, lane.ledger, sent)) mine.push(sent.id)
    if (mine.length > 0 && lane.chance.next() < 0.12) await change(door, lane, lane.chance.pick(mine.slice(-50)))
  }
}

async function send(door: Door, ledger: Ledger, sent: Sent): Promise<boolean> {
  const { id, channelId, content } = sent
  const answer = await settle(
    () => door.call('message.send', { id, channelId, content }),
    () => ledger.retries++,
  )
  if (answer instanceof ChatError) {
    sent.refused = true
    return false
  }
  ledger.acknowledged(sent)
  ledger.told(answer)
  return true
}

/** Edits or deletes. While no answer is there, the words may be the old ones or the new ones. */
async function change(door: Door, { ledger, chance, author }: Lane, messageId: string): Promise<void> {
  if (ledger.words.get(messageId) == null) return
  ledger.words.set(messageId, undefined)
  const again = (): void => void ledger.retries++
  if (chance.next() < 0.3) {
    if (!((await settle(() => door.call('message.delete', { messageId }), again)) instanceof ChatError)) {
      ledger.words.set(messageId, null)
      ledger.deletes++
    }
    return
  }
  const content = `${messageId} better words of ${author}, ${chance.next()}`
  if (!((await settle(() => door.call('message.edit', { messageId, content }), again)) instanceof ChatError)) {
    ledger.words.set(messageId, content)
    ledger.edits++
  }
}

/** Writes through the SDK, whose outbox repeats by itself. A message counts as acknowledged when it left the outbox. */
export async function writeWithClient(client: Client, lane: Lane): Promise<void> {
  while (!lane.isOver()) {
    await lane.turn()
    const content = `sdk first words of ${lane.author}, ${lane.chance.next()}`
    const before = performance.now()
    const sent = lane.ledger.began(client.send(lane.channelId, content), lane.author, lane.channelId, content)
    sent.sentAt = before
    if (await left(client, sent.id)) lane.ledger.acknowledged(sent)
    else sent.refused = true
  }
}

/** Whether it was confirmed; false when it was refused for good. */
function left(client: Client, id: string): Promise<boolean> {
  return new Promise((resolve) => {
    const look = (): void => {
      const item = client.outbox.get().find((kept) => kept.id === id)
      if (item && !item.failed) return
      stop()
      if (item) client.discard(id)
      resolve(!item)
    }
    const stop = client.outbox.subscribe(look)
    look()
  })
}
