import type { Head, User } from '@parley/protocol'
import { Chance } from '../../bench/random.ts'
import { fillWorkspace, LONG } from '../../bench/web/fill.ts'
import { type Account, arrived, expect, serverForThisFile, test } from './support.ts'
import { act, returnOf } from './walk/actions.ts'
import { AWAY, expectNothingLost, expectShown, expectUnread, historyOf, quiet } from './walk/truth.ts'
import { type Room, type Scene, step, type Walker } from './walk/walker.ts'

const seed = Number(process.env.WALK_SEED ?? 277)
const actions = Number(process.env.WALK_ACTIONS ?? 60)
const server = serverForThisFile()
let people: Account[]
let rooms: Room[]

test.beforeAll(async () => {
  people = [await server.register('Ada Dunne'), await server.register('Ben Okafor'), await server.register('Cleo Marsh')]
  const [ada, ...others] = people as [Account, ...Account[]]
  const { user } = await server.get<{ user: User }>('/api/user', ada.token)
  await fillWorkspace((path, body, token) => server.post(path, body, token), { token: ada.token, handle: user.handle }, { channels: 3, long: 150, short: 60 })
  const { channels } = await server.get<{ channels: Head[] }>('/api/channels', ada.token)
  rooms = channels.map(({ channel }) => ({ id: channel.id, name: channel.name })).sort((a, b) => (a.name < b.name ? -1 : 1))
  for (const { id } of rooms) for (const { token } of others) await server.post(`/api/channels/${id}/join`, {}, token)
})

test(`three people, ${actions} actions by chance (seed ${seed}): no message, draft or unread mark lost or wrong`, async ({ visit }) => {
  test.setTimeout(120_000 + actions * 2_000)
  console.log(`walk: seed ${seed}, ${actions} actions (npm run proof:walk -- --seed ${seed} --actions ${actions})`)
  const walkers: Walker[] = []
  for (const account of people) walkers.push(await enter(account))
  const scene: Scene = { server, rooms, walkers, said: [], happened: {} }
  const before = new Map<string, number>()
  for (const room of rooms) before.set(room.id, (await historyOf(server, people[0]?.token ?? '', room)).length)
  expect(before.get(rooms.find(({ name }) => name === LONG)?.id ?? ''), 'there is something to scroll through').toBe(150)

  const chance = new Chance(seed)
  for (let at = 0; at < actions; at++) await step(`action ${at}`, () => act(scene, chance))
  console.log(`walk: ${JSON.stringify(scene.happened)}`)

  for (const walker of walkers) await returnOf(walker)
  await quiet(scene)
  await step('nothing is lost', () => expectNothingLost(scene, before))
  for (const walker of walkers) await step(`${walker.account.name}'s unread`, () => expectUnread(scene, walker))
  for (const walker of walkers) await step(`${walker.account.name}'s pages`, () => expectShown(scene, walker))
  expect(scene.happened.talk, 'somebody talked').toBeGreaterThan(actions / 10)
  expect(Object.keys(scene.happened), 'it was a walk').toEqual(expect.arrayContaining(['goAway', 'edit', 'draft', 'change']))

  async function enter(account: Account): Promise<Walker> {
    const page = await visit(server, { as: account, tolerate: AWAY })
    await arrived(page)
    const here = rooms.find(({ name }) => name === 'general')
    if (!here) throw new Error('#general is missing')
    return { account, page, online: true, here, drafts: new Map(), heldAt: new Map() }
  }
})
