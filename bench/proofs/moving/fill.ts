import { openStore } from '../../../backend/store/index.ts'
import type { Store } from '../../../backend/store/store.ts'
import type { Person } from '../../people.ts'
import type { Chance } from '../../random.ts'

const AT_ONCE = 512
const words = 'the tide turns at noon and crane two waits for a lighter from the outer quay while the pilot reads his paper in the rain'.split(' ')

/** Messages through the store's own door, with numbers, clocks, read marks and search; one in a hundred is edited, one in two hundred deleted. */
export async function fill(
  dataDir: string,
  place: { people: readonly Person[]; channelIds: readonly string[] },
  messages: number,
  chance: Chance,
): Promise<void> {
  await using store = await openStore({ dataDir })
  for (let done = 0; done < messages; done += AT_ONCE) {
    const drafts = Array.from({ length: Math.min(AT_ONCE, messages - done) }, (_, at) => draft(done + at, place, chance))
    const said = await Promise.all(drafts.map((each) => store.append(each)))
    await Promise.all(said.map(({ message }, at) => change(store, message, done + at)))
  }
}

const draft = (at: number, { people, channelIds }: { people: readonly Person[]; channelIds: readonly string[] }, chance: Chance) => ({
  id: crypto.randomUUID(),
  // The first channel is long, as one is everywhere.
  channelId: chance.next() < 0.3 ? (channelIds[0] ?? '') : chance.pick(channelIds),
  authorId: chance.pick(people).id,
  content: `${at}: ${Array.from({ length: 4 + (at % 30) }, () => chance.pick(words)).join(' ')}`,
  replyTo: undefined,
  meta: undefined,
})

async function change(store: Store, { id, authorId, content }: { id: string; authorId: string; content: string }, at: number): Promise<void> {
  if (at % 100 === 7) await store.write('message.edit', { userId: authorId, messageId: id, content: `${content} (at last)`, version: undefined })
  if (at % 200 === 8) await store.write('message.remove', { userId: authorId, messageId: id })
}
