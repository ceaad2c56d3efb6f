import type { Head } from '@parley/protocol'
import type { Chance } from '../../../bench/random.ts'
import { expect } from '../support.ts'
import { elsewhere } from './elsewhere.ts'
import { marks } from './marks.ts'
import { quiet } from './truth.ts'
import { upheavals } from './upheavals.ts'
import { type Action, ANSWER_MS, choose, field, goTo, newSaid, press, type Said, type Scene, settles, shownOf, step, type Walker } from './walker.ts'

const draftWords = ['Half a thought about the tide', 'Not yet: the crane', 'Ask Ben first', 'Two lines\nof a draft']

const actions = {
  async talk(scene, walker) {
    await field(walker).fill(newSaid(scene, walker).texts[0] ?? '')
    await field(walker).press('Enter')
    walker.drafts.delete(walker.here.id)
    walker.heldAt.delete(walker.here.id)
    await expect(field(walker)).toHaveValue('')
    return true
  },
  async read(_, { page }) {
    await page.getByRole('log').evaluate((log) => log.scrollTo({ top: 0 }))
    return true
  },
  async lookBack(_, { page }) {
    await page.getByRole('log').evaluate((log) => log.scrollBy({ top: -2_000 }))
    return true
  },
  async draft(_, walker, chance) {
    const words = chance.pick(draftWords)
    await field(walker).fill(words)
    walker.drafts.set(walker.here.id, words)
    return true
  },
  async edit({ said }, walker) {
    if (!walker.online) return false
    const found = await shownOf(walker, mine(said, walker))
    if (!found) return false
    const text = `${found.said.mark} ${walker.account.name} says it better, ${found.said.texts.length}`
    await press(found.tile, 'Edit message')
    const editor = walker.page.getByRole('textbox', { name: 'Edit message' })
    await editor.fill(text)
    await editor.press('Enter')
    const done = await settles(async () => expect(editor).toHaveCount(0, { timeout: ANSWER_MS }))
    found.said.texts = done ? [text] : [...found.said.texts, text]
    if (!done) await editor.press('Escape')
    return true
  },
  async delete({ said }, walker) {
    if (!walker.online) return false
    const found = await shownOf(walker, mine(said, walker))
    if (!found) return false
    await press(found.tile, 'Delete message')
    const line = walker.page.getByRole('group', { name: 'Message deleted.' })
    await line.getByRole('button', { name: 'Delete now' }).click()
    const done = await settles(async () => {
      await expect(line).toHaveCount(0, { timeout: ANSWER_MS })
      await expect(found.tile).toHaveCount(0, { timeout: ANSWER_MS })
    })
    found.said.deleted = done ? 'sure' : 'perhaps'
    return true
  },
  async markUnread({ said, server }, walker) {
    if (!walker.online) return false
    const found = await shownOf(walker, said)
    if (!found) return false
    const seq = Number(await found.tile.getAttribute('data-seq'))
    await choose(found.tile, 'Mark unread from here')
    const { id } = walker.here
    const head = (): Promise<Head> => server.get<Head>(`/api/channels/${id}`, walker.account.token)
    const done = await settles(() => expect.poll(async () => (await head()).readSeq, { timeout: ANSWER_MS }).toBe(seq - 1))
    if (done) walker.heldAt.set(id, { seq: seq - 1, lastSeq: (await head()).channel.lastSeq })
    return true
  },
  async change({ rooms }, walker, chance) {
    await goTo(walker, chance.pick(rooms))
    return true
  },
  ...marks,
  ...elsewhere,
  ...upheavals,
} satisfies Record<string, Action>

const often: Record<keyof typeof actions, number> = {
  talk: 30,
  read: 8,
  lookBack: 5,
  draft: 10,
  edit: 8,
  delete: 4,
  markUnread: 5,
  goAway: 6,
  comeBack: 7,
  reload: 5,
  change: 16,
  restart: 1,
  secondTab: 4,
  update: 2,
  react: 8,
  unreact: 4,
  pin: 3,
  save: 3,
  mute: 3,
  status: 2,
  readAll: 3,
  reply: 7,
  move: 4,
  undo: 3,
  plan: 4,
  unplan: 4,
  ask: 4,
  vote: 6,
}
const urn = (Object.keys(often) as (keyof typeof actions)[]).flatMap((name) => Array.from({ length: often[name] }, () => name))

/** One action of one person, both by chance; false where it was not possible. `at`: how many happened before. */
export async function act(scene: Scene, chance: Chance, at: number): Promise<boolean> {
  const walker = chance.pick(scene.walkers)
  const name = chance.pick(urn)
  const choices = chance.fork()
  const action: Action = actions[name]
  const how = await step(`action ${at}: ${walker.account.name}, ${name} in #${walker.here.name}`, () => action(scene, walker, choices))
  if (how === false) return false
  if (process.env.WALK_TOLD) console.log(`${walker.account.name} in #${walker.here.name}: ${name}, ${how}`)
  const done = how === true ? name : `${name}: ${how}`
  scene.happened[done] = (scene.happened[done] ?? 0) + 1
  return true
}

/** While nobody is away one person speaks everywhere: what a page misses of that, no resume and no reload has healed before it is looked at. */
export async function lastWords(scene: Scene): Promise<void> {
  const [speaker] = scene.walkers
  if (!speaker) return
  for (const room of scene.rooms) {
    await goTo(speaker, room)
    for (let word = 0; word < 3; word++) await actions.talk(scene, speaker)
  }
  await quiet(speaker)
}

const mine = (said: readonly Said[], { account }: Walker): Said[] => said.filter((one) => one.by === account.name)
