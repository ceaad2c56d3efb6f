import type { Head, User } from '@parley/protocol'
import { Chance } from '../../bench/random.ts'
import { fillWorkspace, LONG } from '../../bench/web/fill.ts'
import { Front } from './front.ts'
import { type Account, arrived, expect, serverForThisFile, test } from './support.ts'
import { act, lastWords } from './walk/actions.ts'
import { expectBelieved } from './walk/beliefs.ts'
import { Line } from './walk/line.ts'
import { sabotageOf } from './walk/sabotage.ts'
import { AWAY, expectNothingLost, expectShown, expectUnread, historyOf, quiet, startAnew } from './walk/truth.ts'
import { type Room, returnOf, type Scene, step, type Walker } from './walk/walker.ts'

const seed = Number(process.env.WALK_SEED ?? 24_034)
const actions = Number(process.env.WALK_ACTIONS ?? 60)
const server = serverForThisFile()
const front = new Front(server)
/** Of 28 kinds of action; some need others before them. */
const MOST_KINDS = 18
const lines: Line[] = []
let people: Account[]

test.use({ serviceWorkers: 'allow', trace: 'off', actionTimeout: 30_000, navigationTimeout: 60_000 }) // a seed tells more than a film of twenty minutes
let rooms: Room[]

test.beforeAll(async () => {
  await front.open()
  people = [await server.register('Ada Dunne'), await server.register('Ben Okafor'), await server.register('Cleo Marsh')]
  const [ada, ...others] = people as [Account, ...Account[]]
  const { user } = await server.get<{ user: User }>('/api/user', ada.token)
  await fillWorkspace((path, body, token) => server.post(path, body, token), { token: ada.token, handle: user.handle }, { channels: 3, long: 150, short: 60 })
  const { channels } = await server.get<{ channels: Head[] }>('/api/channels', ada.token)
  rooms = channels.map(({ channel }) => ({ id: channel.id, name: channel.name })).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const { id } of rooms) for (const { token } of others) await server.post(`/api/channels/${id}/join`, {}, token)
})

test.afterAll(() => {
  for (const line of lines) line.close()
  front.close()
})

test(`three people, ${actions} actions by chance (seed ${seed}): no message, draft or unread mark lost or wrong`, async ({ visit }) => {
  test.setTimeout(120_000 + actions * 2_000)
  console.log(`walk: seed ${seed}, ${actions} actions (npm run proof:walk -- --seed ${seed} --actions ${actions})`)
  const walkers: Walker[] = []
  const sabotage = sabotageOf(process.env.WALK_SABOTAGE)
  sabotage.client(front)
  for (const account of people) walkers.push(await enter(account))
  const scene: Scene = { server, front, rooms, walkers, said: [], besides: [], beliefs: new Map(), marked: 0, happened: {} }
  await sabotage.victim(front, walkers)
  const before = new Map<string, number>()
  for (const room of rooms) before.set(room.id, (await historyOf(server, people[0]?.token ?? '', room)).length)
  expect(before.get(rooms.find(({ name }) => name === LONG)?.id ?? ''), 'there is something to scroll through').toBe(150)

  const chance = new Chance(seed)
  for (let done = 0; done < actions; ) if (await act(scene, chance, done)) done++
  console.log(`walk: ${JSON.stringify(scene.happened)}`)

  const differences: string[] = []
  const compared = (title: string, work: () => Promise<void>): Promise<void> =>
    step(title, work).catch((error: unknown) => void differences.push(`${title}: ${String(error)}`))
  const each = (title: string, work: (walker: Walker) => Promise<void>): Promise<unknown> =>
    Promise.all(walkers.map((walker) => compared(`${walker.account.name} ${title}`, () => work(walker))))
  await Promise.all(walkers.map(returnOf))
  await each('is back', quiet)
  await step('last words', () => lastWords(scene))
  await each('is told how much is unread', (walker) => expectUnread(scene, walker))
  await each('sees what the server has', (walker) => expectShown(scene, walker))
  await each('starts anew', startAnew)
  await each('is back', quiet)
  await compared('nothing is lost', () => expectNothingLost(scene, before))
  await compared('what was done stands', () => expectBelieved(scene))
  await each('sees what the server has, and the drafts', (walker) => expectShown(scene, walker))
  console.log(`walk: ${differences.length} differences, ${scene.beliefs.size} things that were done asked again`)
  expect(differences).toEqual([])
  expect(scene.happened.talk, 'somebody talked').toBeGreaterThan(actions / 10)
  const kinds = new Set(Object.keys(scene.happened).map((kind) => kind.split(':')[0]))
  expect(kinds.size, `it was a walk: ${[...kinds].join(' ')}`).toBeGreaterThanOrEqual(Math.min(Math.floor(actions / 6), MOST_KINDS))

  async function enter(account: Account): Promise<Walker> {
    const line = new Line(front)
    lines.push(line)
    await line.open()
    const page = await visit(line, { as: account, tolerate: AWAY })
    await arrived(page)
    await page.evaluate(async () => void (await navigator.serviceWorker.ready))
    const here = rooms.find(({ name }) => name === 'general')
    if (!here) throw new Error('#general is missing')
    const { user } = await server.get<{ user: User }>('/api/user', account.token)
    return { account, userId: user.id, page, line, online: true, here, drafts: new Map(), heldAt: new Map() }
  }
})
