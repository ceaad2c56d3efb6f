import { ChatError } from '@parley/protocol'
import type { Person } from '../../people.ts'
import type { Chance } from '../../random.ts'
import { ask, Lost } from '../../rest.ts'
import { pause } from '../../server.ts'
import type { Door } from './doors.ts'
import type { Ledger } from './ledger.ts'
import { settle } from './settle.ts'

export interface Round {
  url: string
  channelId: string
  people: readonly Person[]
  chance: Chance
  ledger: Ledger
  isOver(): boolean
}

/** The owner removes somebody from a private channel, waits while the others talk on, and takes them in again; over and over. */
export async function steward(door: Door, round: Round): Promise<void> {
  const { channelId, people, chance, ledger } = round
  const again = (): void => void ledger.retries++
  while (!round.isOver()) {
    const { id: userId, token } = chance.pick(people)
    const removed = await settle(() => door.call('member.remove', { channelId, userId }), again)
    if (removed instanceof ChatError) throw new Error(`A removal was refused: ${removed.message}`)
    ledger.exile(userId, channelId, removed.rev)
    await pause(chance.between(100, 600))
    await peek(round, userId, token)
    ledger.return(userId, channelId)
    const added = await settle(() => door.call('member.add', { channelId, userIds: [userId] }), again)
    if (added instanceof ChatError) throw new Error(`A return was refused: ${added.message}`)
    ledger.withheld += Math.max(0, (added.members[0]?.rev ?? 0) - removed.rev - 1)
    await pause(chance.between(100, 500))
  }
}

/** Who is removed asks for the newest page all the same. */
async function peek({ url, channelId, ledger }: Round, userId: string, token: string): Promise<void> {
  try {
    await ask(url, token, 'GET', `/api/channels/${channelId}/messages`)
    ledger.faults.note('leaked', `${userId} read a page of ${channelId} while removed`)
  } catch (failure) {
    if (!(failure instanceof Lost) && !(failure instanceof ChatError)) throw failure
  }
}
