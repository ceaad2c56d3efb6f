import { expect } from '../support.ts'
import { type Action, field, fieldIn, newSaid, returnOf, settles, type Walker } from './walker.ts'

/** What happens to people rather than what they do. */
export const upheavals = {
  async goAway(_, walker, chance) {
    if (!walker.online) return false
    walker.online = false
    const how = chance.pick(['told', 'cut', 'stalled'] as const)
    if (how === 'stalled') walker.line.stall()
    else walker.line.cut()
    if (how === 'told') await walker.page.context().setOffline(true)
    return how
  },
  async comeBack(_, walker) {
    if (walker.online) return false
    await returnOf(walker)
    return true
  },
  async reload(_, walker) {
    if (!walker.online) return false
    await walker.page.reload()
    await hereAgain(walker)
    return true
  },
  async restart({ server }) {
    await server.kill()
    await server.start()
    return true
  },
  /** It says something and is killed at once; or it shows the draft that stands in the first. */
  async secondTab(scene, walker, chance) {
    if (!walker.online) return false
    const { page, here, drafts } = walker
    const tab = await page.context().newPage()
    await tab.goto(page.url())
    const there = fieldIn(tab, here)
    await expect(there).toHaveValue(drafts.get(here.id) ?? '')
    walker.heldAt.delete(here.id)
    const speaks = !drafts.has(here.id)
    const killedAtOnce = speaks && chance.next() < 0.7
    if (speaks) {
      const { texts, mark } = newSaid(scene, walker)
      await there.fill(texts[0] ?? '')
      await there.press('Enter')
      await expect(there).toHaveValue('')
      if (!killedAtOnce) await settles(() => expect(tab.locator('article:not(.pending)').filter({ hasText: mark })).toHaveCount(1, { timeout: 5_000 }))
    }
    await tab.close()
    return killedAtOnce ? 'killed' : speaks ? 'spoke' : 'drafted'
  },
  /** Another version is on the server; who is told of it takes it, or leaves it for later. */
  async update({ front }, walker, chance) {
    if (!walker.online) return false
    front.buildId = Math.floor(chance.next() * 2 ** 48)
      .toString(16)
      .padStart(16, '0')
    await walker.page.evaluate(async () => void (await (await navigator.serviceWorker.ready).update().catch(() => {})))
    const told = walker.page.getByRole('status').filter({ hasText: 'A new version is ready' })
    if (!(await settles(() => expect(told).toBeVisible({ timeout: 5_000 })))) return 'unseen'
    if (chance.next() < 0.4) return 'left'
    const loaded = walker.page.waitForEvent('load')
    await told.getByRole('button', { name: 'Reload' }).click()
    await loaded
    await hereAgain(walker)
    return 'taken'
  },
} satisfies Record<string, Action>

/** A page that starts anew reads what it stands in. */
async function hereAgain(walker: Walker): Promise<void> {
  walker.heldAt.delete(walker.here.id)
  await field(walker).waitFor()
}
