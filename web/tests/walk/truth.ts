import type { Head, Message, MessagePage } from '@parley/protocol'
import { conversationRow, expect, messages, OUTAGE, type Server } from '../support.ts'
import { field, goTo, type Room, row, type Said, type Scene, type Walker } from './walker.ts'

const BACK_MS = 60_000
/** What was lost at the very end, with nothing behind it, is found by a ping after half a minute of silence [W28]. */
const SHOWN_MS = 60_000
/** What the browser says besides when somebody is offline. */
export const AWAY = new RegExp(`${OUTAGE.source}|net::ERR_`)

/** A message and the emoji on it. */
type Told = Message & { marks: string[] }

/** All of a channel, oldest first, as this person may read it. */
export async function historyOf(server: Server, token: string, { id }: Room): Promise<Told[]> {
  const all: Told[] = []
  for (let before: number | undefined; ; before = all[0]?.seq) {
    const cursor = before === undefined ? '' : `&before=${before}`
    const { messages: page, reactions = [] } = await server.get<MessagePage>(`/api/channels/${id}/messages?limit=100${cursor}`, token)
    const marksOf = (messageId: string): string[] => reactions.filter((tally) => tally.messageId === messageId).map(({ emoji, count }) => `${emoji}${count}`)
    all.unshift(...page.map((message) => ({ ...message, marks: marksOf(message.id).sort() })))
    if (page.length < 100) return all
  }
}

/** Nobody is offline, and nothing waits to be sent on any page. */
export async function quiet({ page, account }: Walker): Promise<void> {
  await expect(page.getByRole('status').filter({ hasText: /Offline|Connecting|Catching up/ }), `${account.name} is back`).toHaveCount(0, { timeout: BACK_MS })
  await expect(page.locator('article.pending, article.failed'), `what ${account.name} said was sent`).toHaveCount(0, { timeout: BACK_MS })
}

/** The page starts anew, and takes over what killed tabs left unsent: what only the page remembered is of no use to it. */
export async function startAnew(walker: Walker): Promise<void> {
  const { page, account } = walker
  await page.reload()
  await field(walker).waitFor()
  const waiting = (): Promise<string[]> => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('parley:outbox:')))
  await expect.poll(waiting, { message: `what ${account.name} left unsent`, timeout: BACK_MS }).toEqual([])
}

/** Everything that was said is there once, in a version that somebody gave it, and nothing else is there. */
export async function expectNothingLost({ server, rooms, walkers, said, besides }: Scene, before: ReadonlyMap<string, number>): Promise<void> {
  const [{ account }] = walkers as readonly [Walker]
  for (const room of rooms) {
    const history = await historyOf(server, account.token, room)
    const here = said.filter((one) => one.room === room)
    const others = besides.filter((one) => one.room === room)
    const more = history.length - (before.get(room.id) ?? 0) - here.length
    expect(more, `messages in #${room.name}`).toBeGreaterThanOrEqual(others.filter(({ sure }) => sure).length)
    expect(more, `messages in #${room.name}`).toBeLessThanOrEqual(others.length)
    expect(
      history.map(({ seq }) => seq),
      'numbers without a hole',
    ).toEqual(history.map((_, at) => (history[0]?.seq ?? 0) + at))
    for (const one of here) expectKept(one, history)
    const gone = history.filter(({ deleted, moved }) => deleted && !moved).length
    expect(gone, `deleted in #${room.name}`).toBeGreaterThanOrEqual(here.filter(({ deleted }) => deleted === 'sure').length)
    expect(gone, `deleted in #${room.name}`).toBeLessThanOrEqual(here.filter(({ deleted }) => deleted !== 'no').length)
  }
}

function expectKept({ mark, texts, deleted }: Said, history: readonly Message[]): void {
  const found = history.filter(({ content }) => content.startsWith(mark))
  if (deleted === 'no' || found.length > 0) expect(found.length, `${mark} is there once`).toBe(1)
  if (deleted === 'sure') expect(found, `${mark} was deleted`).toEqual([])
  for (const { content } of found) expect(texts, `${mark} says what was written`).toContain(content)
}

/** The numbers of the sidebar are those of the server, and a mark that was set back is where it was put. */
export async function expectUnread(scene: Scene, walker: Walker): Promise<void> {
  const { server, rooms } = scene
  const { account } = walker
  for (const room of rooms) {
    await expect(
      async () => expect(await row(walker, room).getAttribute('data-unread')).toBe(`${await unreadOf(server, walker, room)}`),
      `${account.name}'s unread in #${room.name}`,
    ).toPass({ timeout: SHOWN_MS })
    const held = walker.heldAt.get(room.id)
    if (held)
      expect(await placesOf(scene, walker, room, held), `${account.name} marked #${room.name} unread above ${held.seq}`).toContain(
        await readIn(server, walker, room),
      )
  }
}

/** Where a mark may stand that was set back: there, or at a message of their own that left a killed tab only after that [C14]. */
async function placesOf({ server }: Scene, { account, userId }: Walker, room: Room, { seq, lastSeq }: { seq: number; lastSeq: number }): Promise<number[]> {
  const later = (await historyOf(server, account.token, room)).filter((one) => one.seq > lastSeq && one.authorId === userId && one.refId === null)
  return later.length === 0 ? [seq] : later.map((one) => one.seq)
}

const readIn = async (server: Server, { account }: Walker, { id }: Room): Promise<number> =>
  (await server.get<Head>(`/api/channels/${id}`, account.token)).readSeq

/** Each channel shows its newest messages as the server has them, and the draft that was left there; and who has gone to it has read it, for the server too. */
export async function expectShown(scene: Scene, walker: Walker): Promise<void> {
  const { server, rooms } = scene
  const { page, account, here } = walker
  await expectRows(scene, walker)
  for (const room of [...rooms.filter((other) => other !== here), here]) {
    await goTo(walker, room)
    await expectRows(scene, walker)
    await expect(conversationRow(page, room.name)).toHaveAttribute('data-unread', '0')
    await expect.poll(() => unreadOf(server, walker, room), { message: `${account.name} has read #${room.name}` }).toBe(0)
  }
}

async function expectRows({ server }: Scene, walker: Walker): Promise<void> {
  const { page, account, drafts, here } = walker
  await expect(field(walker), `${account.name}'s draft in #${here.name}`).toHaveValue(drafts.get(here.id) ?? '')
  await page.getByLabel('Loading messages').waitFor({ state: 'detached' })
  const latest = page.getByRole('button', { name: 'Jump to latest' })
  if (await latest.isVisible()) await latest.click()
  const history = (await historyOf(server, account.token, here)).map((message) => `${message.id} ${shownAs(message)}`)
  await expect(async () => {
    const shown = await shownIn(walker)
    expect(shown.length).toBeGreaterThanOrEqual(Math.min(20, history.length))
    expect(shown).toEqual(history.slice(-shown.length))
  }, `what ${account.name} sees in #${here.name}`).toPass({ timeout: SHOWN_MS })
}

async function unreadOf(server: Server, { account }: Walker, { id }: Room): Promise<number> {
  const { channel, readSeq } = await server.get<Head>(`/api/channels/${id}`, account.token)
  return Math.max(0, channel.lastSeq - readSeq)
}

function shownAs({ content, deleted, moved, editedAt, pinned, marks, thread, poll }: Told): string {
  const gone = moved ? 'This message was moved. Show where' : 'Message deleted'
  const words = deleted ? gone : content + (editedAt === null ? '' : ' (edited)')
  const votes = poll ? [`${poll.voters} ${poll.voters === 1 ? 'vote' : 'votes'}`, ...poll.options.map(({ count }) => `${count}`)] : []
  const replies = thread ? [`${thread.lastSeq} ${thread.lastSeq === 1 ? 'reply' : 'replies'}`] : []
  return [words, ...(pinned ? ['pinned'] : []), ...marks, ...replies, ...votes].join(' | ')
}

const shownIn = ({ page }: Walker): Promise<string[]> =>
  messages(page).evaluateAll((tiles) =>
    tiles.map((tile) => {
      const textsOf = (of: string) => Array.from(tile.querySelectorAll<HTMLElement>(of), (each) => each.textContent?.replaceAll(/\s+/g, ' ').trim() ?? '')
      const pins = textsOf('.quoted').filter((words) => words.startsWith('Pinned by'))
      const chips = Array.from(tile.querySelectorAll('.reaction'), (chip) =>
        Array.from(chip.querySelectorAll('[aria-hidden]'), (part) => part.textContent).join(''),
      )
      const votes = [...textsOf('.poll > small').map((words) => words.split(' · ')[0]), ...textsOf('.poll-option [aria-hidden]')]
      const parts = [...textsOf('.body'), ...pins.map(() => 'pinned'), ...chips.sort(), ...textsOf('.replies-count'), ...votes]
      return `${tile.getAttribute('data-message-id')} ${parts.join(' | ')}`
    }),
  )
