import type { Head, Message } from '@parley/protocol'
import { conversationRow, expect, messages, OUTAGE, type Server } from '../support.ts'
import { field, goTo, type Room, row, type Said, type Scene, type Walker } from './walker.ts'

const BACK_MS = 60_000
/** What was lost at the very end, with nothing behind it, is found by a ping after half a minute of silence [W28]. */
const SHOWN_MS = 60_000
/** What the browser says besides when somebody is offline. */
export const AWAY = new RegExp(`${OUTAGE.source}|net::ERR_`)

/** All of a channel, oldest first, as this person may read it. */
export async function historyOf(server: Server, token: string, { id }: Room): Promise<Message[]> {
  const all: Message[] = []
  for (let before: number | undefined; ; before = all[0]?.seq) {
    const cursor = before === undefined ? '' : `&before=${before}`
    const { messages: page } = await server.get<{ messages: Message[] }>(`/api/channels/${id}/messages?limit=100${cursor}`, token)
    all.unshift(...page)
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
export async function expectNothingLost({ server, rooms, walkers, said }: Scene, before: ReadonlyMap<string, number>): Promise<void> {
  const [{ account }] = walkers as readonly [Walker]
  for (const room of rooms) {
    const history = await historyOf(server, account.token, room)
    const here = said.filter((one) => one.room === room)
    expect(history.length - (before.get(room.id) ?? 0), `messages said in #${room.name}`).toBe(here.length)
    expect(
      history.map(({ seq }) => seq),
      'numbers without a hole',
    ).toEqual(history.map((_, at) => (history[0]?.seq ?? 0) + at))
    for (const one of here) expectKept(one, history)
    const gone = history.filter(({ deleted }) => deleted).length
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
export async function expectUnread({ server, rooms }: Scene, walker: Walker): Promise<void> {
  const { account } = walker
  for (const room of rooms) {
    await expect(
      async () => expect(await row(walker, room).getAttribute('data-unread')).toBe(`${await unreadOf(server, walker, room)}`),
      `${account.name}'s unread in #${room.name}`,
    ).toPass({ timeout: SHOWN_MS })
    const held = walker.heldAt.get(room.id)
    if (held !== undefined)
      expect((await server.get<Head>(`/api/channels/${room.id}`, account.token)).readSeq, `${account.name} marked #${room.name} unread above ${held}`).toBe(
        held,
      )
  }
}

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

const shownAs = ({ content, deleted, editedAt }: Message): string => (deleted ? 'Message deleted' : `${content}${editedAt === null ? '' : ' (edited)'}`)

const shownIn = ({ page }: Walker): Promise<string[]> =>
  messages(page).evaluateAll((tiles) =>
    tiles.map((tile) => `${tile.getAttribute('data-message-id')} ${tile.querySelector('.body')?.textContent?.replaceAll(/\s+/g, ' ').trim() ?? ''}`),
  )
