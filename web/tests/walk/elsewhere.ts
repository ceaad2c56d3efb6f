import type { Answer, Later } from '@parley/protocol'
import { expect, sidebar } from '../support.ts'
import { believe, messageOf } from './beliefs.ts'
import { historyOf } from './truth.ts'
import { type Action, ANSWER_MS, choose, field, goTo, newSaid, press, type Scene, settles, shownOf, takeBack, type Walker } from './walker.ts'

const answers = ['North', 'South'] as const

/** What does not simply stand where it was said: replies, what is moved, planned, asked, or taken back. */
export const elsewhere = {
  async reply(scene, walker, chance) {
    const found = walker.online && (await shownOf(walker, scene.said))
    if (!found) return false
    const { page, account, here } = walker
    const mark = `reply${scene.marked++}.`
    await press(found.tile, 'Reply in thread')
    const pane = page.getByRole('complementary', { name: 'Thread' })
    const words = pane.getByRole('textbox', { name: 'Reply', exact: true })
    const also = chance.next() < 0.3
    if (also) await pane.getByRole('checkbox', { name: `Also send to #${here.name}` }).check()
    await words.fill(`${mark} ${account.name} replies`)
    await words.press('Enter')
    const said = await settles(async () => {
      await expect(words).toHaveValue('', { timeout: ANSWER_MS })
      await expect(pane.locator('article:not(.pending):not(.failed)').filter({ hasText: mark })).toHaveCount(1, { timeout: ANSWER_MS })
    })
    if (also) scene.besides.push({ room: here, sure: said })
    if (also) walker.heldAt.delete(here.id)
    await words.fill('')
    await words.press('Escape')
    await expect(pane).toHaveCount(0)
    if (!said) return 'unheard'
    const truth = async () => {
      const { thread } = await messageOf(scene, walker, found.said)
      const replies = thread ? await historyOf(scene.server, account.token, { id: thread.channelId, name: mark }) : []
      return replies.filter(({ content }) => content.startsWith(mark)).length
    }
    const heard = await believe(scene, `${mark} is in the thread of ${found.said.mark}`, { truth, expected: 1, said: found.said })
    return heard === true && also ? 'in the channel too' : heard
  },
  async move(scene, walker, chance) {
    const own = walker.account === scene.walkers[0]?.account ? scene.said : scene.said.filter(({ by }) => by === walker.account.name)
    const found =
      walker.online &&
      (await shownOf(
        walker,
        own.filter(({ poll }) => !poll),
      ))
    if (!found) return false
    const { page, here } = walker
    const to = chance.pick(scene.rooms.filter((room) => room !== here))
    await choose(found.tile, 'Move to another channel…')
    const dialog = page.getByRole('dialog')
    await dialog.getByLabel('Move to').selectOption(`#${to.name}`)
    await dialog.getByRole('button', { name: 'Move', exact: true }).click()
    const went = await settles(() => expect(dialog).toHaveCount(0, { timeout: ANSWER_MS }))
    scene.besides.push({ room: here, sure: true })
    if (!went) {
      await page.keyboard.press('Escape')
      scene.said.splice(scene.said.indexOf(found.said), 1)
      scene.besides.push({ room: to, sure: false })
      return 'unheard'
    }
    found.said.room = to
    walker.here = to
    walker.heldAt.delete(to.id)
    await field(walker).waitFor()
    return true
  },
  async undo({ said }, walker) {
    const found =
      walker.online &&
      (await shownOf(
        walker,
        said.filter(({ by }) => by === walker.account.name),
      ))
    if (!found) return false
    await press(found.tile, 'Delete message')
    const line = walker.page.getByRole('group', { name: 'Message deleted.' })
    await line.getByRole('button', { name: 'Undo' }).click()
    await expect(line).toHaveCount(0)
    await expect(found.tile).toHaveCount(1)
    return true
  },
  async plan(scene, walker) {
    if (!walker.online || walker.drafts.has(walker.here.id)) return false
    const { page, account } = walker
    const words = `planned${scene.marked++}. ${account.name} plans it`
    await field(walker).fill(words)
    await page.getByRole('button', { name: 'Send later…' }).click()
    const dialog = page.getByRole('dialog', { name: 'Send later' })
    await dialog.getByRole('button', { name: /In one hour/ }).click()
    if (!(await settles(() => expect(dialog).toHaveCount(0, { timeout: ANSWER_MS })))) await page.keyboard.press('Escape')
    await field(walker).fill('')
    return believe(scene, `${account.name} has planned: ${words}`, { truth: () => isPlanned(scene, walker, words), expected: true })
  },
  async unplan(scene, walker) {
    if (!walker.online) return false
    const title = [...scene.beliefs].findLast(([each, { expected }]) => each.startsWith(`${walker.account.name} has planned: `) && expected === true)?.[0]
    const words = title?.split(': ')[1]
    if (!title || !words) return false
    const { page, here } = walker
    await sidebar(page).getByRole('link', { name: 'Later' }).click()
    walker.heldAt.delete(here.id)
    await page
      .getByRole('listitem')
      .filter({ hasText: words })
      .getByRole('button', { name: /Options for/ })
      .click()
    await page.getByRole('menuitem', { name: 'Delete', exact: true }).click()
    const heard = await believe(scene, title, { truth: () => isPlanned(scene, walker, words), expected: false })
    await goTo(walker, here)
    return heard
  },
  async ask(scene, walker) {
    const { page, here } = walker
    if (!walker.online || walker.drafts.has(here.id)) return false
    const said = newSaid(scene, walker)
    await page.getByRole('button', { name: 'Ask and notify…' }).click()
    await page.getByRole('menuitem', { name: 'Poll…' }).click()
    const dialog = page.getByRole('dialog', { name: 'A poll' })
    await dialog.getByRole('textbox', { name: 'Question' }).fill(said.texts[0] ?? '')
    for (const [at, answer] of answers.entries()) await dialog.getByRole('textbox', { name: `Option ${at + 1}` }).fill(answer)
    await dialog.getByRole('button', { name: 'Ask', exact: true }).click()
    walker.heldAt.delete(here.id)
    said.poll = true
    if (await settles(() => expect(dialog).toHaveCount(0, { timeout: ANSWER_MS }))) return true
    await page.keyboard.press('Escape')
    takeBack(scene, said)
    return 'unheard'
  },
  async vote(scene, walker, chance) {
    const found =
      walker.online &&
      (await shownOf(
        walker,
        scene.said.filter(({ poll }) => poll),
      ))
    if (!found) return false
    const at = chance.next() < 0.5 ? 0 : 1
    await found.tile.getByRole('checkbox', { name: new RegExp(answers[at] ?? '') }).check()
    const truth = async () => {
      const { id } = await messageOf(scene, walker, found.said)
      return (await scene.server.get<Answer<'message.answer'>>(`/api/messages/${id}/answer`, walker.account.token)).choices
    }
    return believe(scene, `what ${walker.account.name} chose in ${found.said.mark}`, { truth, expected: [at], said: found.said })
  },
} satisfies Record<string, Action>

async function isPlanned({ server }: Scene, { account }: Walker, words: string): Promise<boolean> {
  const { rows } = await server.get<{ rows: Later[] }>('/api/later/schedule', account.token)
  return rows.some((one) => one.type === 'schedule' && one.content === words)
}
