import type { Message, Reaction } from '@parley/protocol'
import { expect } from '../support.ts'
import { historyOf } from './truth.ts'
import { ANSWER_MS, type Said, type Scene, settles, type Walker } from './walker.ts'

/** What somebody did and the server has confirmed: asked again at the end, it must still be so. */
export interface Belief {
  truth(): Promise<unknown>
  expected: unknown
  /** The message it is about: deleted, it says nothing of it any more. */
  said?: Said
}

/** Waits until the server says so, and remembers it; where it does not in its time, nobody knows. */
export async function believe({ beliefs }: Scene, title: string, belief: Belief): Promise<boolean | string> {
  const { truth, expected } = belief
  if (await settles(() => expect.poll(truth, { timeout: ANSWER_MS }).toEqual(expected))) beliefs.set(title, belief)
  else beliefs.delete(title)
  return beliefs.has(title) || 'unheard'
}

/** All that somebody did and nobody undid. */
export async function expectBelieved({ beliefs }: Scene): Promise<void> {
  for (const [title, { truth, expected, said }] of beliefs)
    if (said?.deleted !== 'sure' && said?.deleted !== 'perhaps') expect(await truth(), title).toEqual(expected)
}

/** The message that says this, wherever it was moved to. */
export async function messageOf({ server }: Scene, { account }: Walker, { room, mark }: Said): Promise<Message> {
  const found = (await historyOf(server, account.token, room)).find(({ content }) => content.startsWith(mark))
  if (!found) throw new Error(`${mark} is not in #${room.name}`)
  return found
}

export async function hasReacted(scene: Scene, walker: Walker, said: Said, emoji: string): Promise<boolean> {
  const { id } = await messageOf(scene, walker, said)
  const path = `/api/messages/${id}/reactions/${encodeURIComponent(emoji)}`
  const { reactions } = await scene.server.get<{ reactions: Reaction[] }>(path, walker.account.token)
  return reactions.some(({ userId }) => userId === walker.userId)
}
