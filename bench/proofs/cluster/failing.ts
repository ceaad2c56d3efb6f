import { ChatError, type Message } from '@parley/protocol'
import type { Person } from '../../people.ts'
import type { Chance } from '../../random.ts'
import { command, Lost } from '../../rest.ts'
import { pause } from '../../server.ts'
import type { Ledger, Sent } from '../crash/ledger.ts'
import { settle } from '../crash/settle.ts'
import type { Delays } from './delays.ts'
import type { Ground } from './ground.ts'
import type { Node } from './node.ts'

const HEARD_MS = 20_000

interface Scene {
  ground: Ground
  ledger: Ledger
  delays: Delays
  chance: Chance
  owner: Person
  /** Where nobody else writes, so that no later bell tells of the hole. */
  channelId: string
}

/**
 * A node dies between the commit of a message and its bell; its sender asks another node. Answers the milliseconds from before the
 * first try until the last listener at another node heard it.
 */
export async function failpoint(scene: Scene): Promise<number> {
  const { ground, ledger, chance, owner, channelId } = scene
  const victim = chance.pick(ground.nodes)
  const listeners = await settled(scene, victim)
  const id = crypto.randomUUID()
  const sent = ledger.began(id, owner.id, channelId, `failpoint: ${id}`)
  await hit(victim, owner, sent)
  const others = ground.nodes.filter((node) => node !== victim)
  const delay = await heardBy(listeners, scene, sent)
  await retried(chance.pick(others), owner, sent, ledger)
  await victim.kill()
  await victim.start()
  return delay
}

/** Those who must hear it: at least one at each other node. */
async function settled({ ground, delays }: Scene, victim: Node): Promise<string[]> {
  for (const deadline = performance.now() + HEARD_MS; performance.now() < deadline; await pause(50)) {
    const userIds = delays.settledElsewhere(victim)
    const nodes = new Set(userIds.map((userId) => ground.fronts.get(userId)?.node))
    if (nodes.size === ground.nodes.length - 1) return userIds
  }
  throw new Error(`No listener was at every other node within ${HEARD_MS} ms`)
}

/** Sends it to the victim until nobody answers any more: what is refused for a moment was not written. */
async function hit(victim: Node, owner: Person, sent: Sent): Promise<void> {
  const answer = await settle(
    () => once(victim.url, owner, sent).catch((failure) => (failure instanceof Lost ? 'died' : Promise.reject(failure))),
    () => {},
  )
  if (answer !== 'died') throw new Error('The failpoint was not hit: the message was answered')
}

const once = (url: string, owner: Person, { id, channelId, content }: Sent): Promise<Message> =>
  command(url, owner.token, 'message.send', { id, channelId, content })

async function heardBy(listeners: readonly string[], { delays, ledger }: Scene, sent: Sent): Promise<number> {
  for (const deadline = performance.now() + HEARD_MS; performance.now() < deadline; await pause(5)) {
    const last = delays.heardByAll(sent.id, listeners)
    if (last !== undefined) return last - sent.sentAt
  }
  ledger.faults.note('gaps', `${sent.id} was committed and not heard within ${HEARD_MS} ms`)
  return HEARD_MS
}

/** [I4] The answer is the message that everybody heard. */
async function retried(node: Node, owner: Person, sent: Sent, ledger: Ledger): Promise<void> {
  const answer = await settle(
    () => once(node.url, owner, sent),
    () => ledger.retries++,
  )
  if (answer instanceof ChatError || answer.id !== sent.id || answer.content !== sent.content) {
    return ledger.faults.note('lost', `the retry of ${sent.id} was answered with ${JSON.stringify(answer)}`)
  }
  ledger.told(answer)
  ledger.acknowledged(sent)
}
