import type { Head, Later, User } from '@parley/protocol'
import { expect } from '../support.ts'
import { believe, hasReacted, messageOf } from './beliefs.ts'
import { type Action, ANSWER_MS, choose, field, press, row, settles, shownOf } from './walker.ts'

const emojis = ['👍', '❤️', '🎉'] as const
const moods = ['🌴 away', '⚓ on watch', '🔧 at the crane'] as const

/** What somebody puts on messages, on channels, and on themselves. */
export const marks = {
  async react(scene, walker, chance) {
    const found = walker.online && (await shownOf(walker, scene.said))
    if (!found) return false
    const emoji = chance.pick(emojis)
    await press(found.tile, `React with ${emoji}`)
    const truth = () => hasReacted(scene, walker, found.said, emoji)
    return believe(scene, `${walker.account.name} has ${emoji} on ${found.said.mark}`, { truth, expected: true, said: found.said })
  },
  async unreact(scene, walker) {
    const found = walker.online && (await shownOf(walker, scene.said, '.reaction[aria-pressed="true"]'))
    if (!found) return false
    const chip = found.tile.locator('.reaction[aria-pressed="true"]').first()
    const text = (await chip.textContent()) ?? ''
    const emoji = emojis.find((each) => text.includes(each))
    if (!emoji) return false
    await chip.click()
    const truth = () => hasReacted(scene, walker, found.said, emoji)
    return believe(scene, `${walker.account.name} has ${emoji} on ${found.said.mark}`, { truth, expected: false, said: found.said })
  },
  async pin(scene, walker) {
    const found = walker.online && (await shownOf(walker, scene.said))
    if (!found) return false
    const on = !(await messageOf(scene, walker, found.said)).pinned
    await choose(found.tile, on ? 'Pin to the channel' : 'Unpin')
    const truth = async () => (await messageOf(scene, walker, found.said)).pinned !== undefined
    return believe(scene, `${found.said.mark} is pinned`, { truth, expected: on, said: found.said })
  },
  async save(scene, walker) {
    const found = walker.online && (await shownOf(walker, scene.said))
    if (!found) return false
    const { id } = await messageOf(scene, walker, found.said)
    const saved = async () => {
      const { rows } = await scene.server.get<{ rows: Later[] }>('/api/later/saved', walker.account.token)
      return rows.some((one) => one.id === id)
    }
    const on = !(await saved())
    await choose(found.tile, on ? 'Save for later' : 'No longer save')
    return believe(scene, `${walker.account.name} keeps ${id}`, { truth: saved, expected: on })
  },
  async mute(scene, walker, chance) {
    if (!walker.online) return false
    const room = chance.pick(scene.rooms)
    const muted = async () => (await scene.server.get<Head>(`/api/channels/${room.id}`, walker.account.token)).membership?.muted
    const on = !(await muted())
    const { page } = walker
    await row(walker, room).click({ button: 'right' })
    await page.getByRole('menuitem', { name: on ? 'Mute' : 'Unmute', exact: true }).click()
    return believe(scene, `#${room.name} is muted for ${walker.account.name}`, { truth: muted, expected: on })
  },
  async status(scene, walker, chance) {
    if (!walker.online || walker.drafts.has(walker.here.id)) return false
    const mood = chance.pick(moods)
    await field(walker).fill(`/status ${mood}`)
    await field(walker).press('Enter')
    const done = await settles(() => expect(field(walker)).toHaveValue('', { timeout: ANSWER_MS }))
    if (!done) await field(walker).fill('')
    const truth = async () => {
      const { status } = (await scene.server.get<{ user: User }>('/api/user', walker.account.token)).user
      return status && `${status.emoji} ${status.text}`
    }
    return believe(scene, `how ${walker.account.name} is`, { truth, expected: mood })
  },
  /** Everything there is now, and not what comes after. */
  async readAll({ server, rooms }, walker) {
    if (!walker.online) return false
    const heads = () => Promise.all(rooms.map(({ id }) => server.get<Head>(`/api/channels/${id}`, walker.account.token)))
    const before = await heads()
    await walker.page.keyboard.press('Shift+Escape')
    walker.heldAt.clear()
    const behind = async () => (await heads()).filter(({ readSeq }, at) => readSeq < (before[at]?.channel.lastSeq ?? 0)).length
    return (await settles(() => expect.poll(behind, { timeout: ANSWER_MS }).toBe(0))) || 'unheard'
  },
} satisfies Record<string, Action>
