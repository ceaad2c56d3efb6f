import { type Locator, type Page, test } from '@playwright/test'
import type { Chance } from '../../../bench/random.ts'
import type { Front } from '../front.ts'
import { type Account, expect, messages, type Server } from '../support.ts'
import type { Belief } from './beliefs.ts'
import type { Line } from './line.ts'

export interface Room {
  id: string
  name: string
}

/** Something said in this walk. Its mark stands in all of its versions, and in nothing else. */
export interface Said {
  mark: string
  by: string
  /** Where it stands now. */
  room: Room
  /** It asks for votes, and so stays where it is. */
  poll?: boolean
  /** What it may say now: more than one where nobody knows whether an edit arrived. */
  texts: string[]
  /** Set when its deletion was asked for; `sure` once it was confirmed. */
  deleted: 'no' | 'perhaps' | 'sure'
}

/** One person, their browser, and what they remember themselves. */
export interface Walker {
  account: Account
  userId: string
  page: Page
  line: Line
  online: boolean
  here: Room
  /** What stands in each composer unsent, by channel id. */
  drafts: Map<string, string>
  /** Where the read mark was set back to, by channel id, until they look there again; and what was the last message then. */
  heldAt: Map<string, { seq: number; lastSeq: number }>
}

export interface Scene {
  server: Server
  front: Front
  rooms: readonly Room[]
  walkers: readonly Walker[]
  said: Said[]
  /** Messages that stand somewhere without having been said there: what a move leaves, and a reply that is said in the channel too. */
  besides: { room: Room; sure: boolean }[]
  beliefs: Map<string, Belief>
  /** How many other words than those were given a mark. */
  marked: number
  /** What really happened, so that a walk cannot pass without having been one. */
  happened: Record<string, number>
}

/** Answers whether it happened, and how; what is impossible where somebody stands is left out. */
export type Action = (scene: Scene, walker: Walker, chance: Chance) => Promise<boolean | string>

export const fieldIn = (page: Page, room: Room): Locator => page.getByRole('textbox', { name: `Message #${room.name}`, exact: true })
export const field = (walker: Walker): Locator => fieldIn(walker.page, walker.here)
export const row = (walker: Walker, room: Room): Locator => walker.page.locator(`nav a[data-channel-id="${room.id}"]`)

/** Goes to a channel, which reads it; who stands in it already and has set the mark back keeps it there. */
export async function goTo(walker: Walker, room: Room): Promise<void> {
  await row(walker, room).click()
  if (walker.here !== room) walker.heldAt.delete(room.id)
  walker.here = room
  await field(walker).waitFor()
}

/** Something to say where somebody stands; it counts as said. */
export function newSaid({ said }: Scene, { account, here }: Walker): Said {
  const mark = `word${said.length}.`
  const one: Said = { mark, by: account.name, room: here, texts: [`${mark} ${account.name} says it`], deleted: 'no' }
  said.push(one)
  return one
}

/** Nobody knows whether it was said. */
export function takeBack({ said, besides }: Scene, one: Said): void {
  said.splice(said.indexOf(one), 1)
  besides.push({ room: one.room, sure: false })
}

export async function returnOf(walker: Walker): Promise<void> {
  walker.online = true
  walker.line.mend()
  await walker.page.context().setOffline(false)
  const now = walker.page.getByRole('button', { name: 'Try now' })
  if (await now.isVisible()) await now.click({ timeout: 2_000 }).catch(() => {}) // it may have come back meanwhile
}

/** Whether an assertion comes true in its time; nobody is to blame if not, as the server may just be away. */
export const settles = async (assertion: () => Promise<void>): Promise<boolean> =>
  assertion().then(
    () => true,
    () => false,
  )

/** A message of the walk on somebody's page that is there, acknowledged and not deleted; `has`: with this in it. */
export async function shownOf(walker: Walker, of: readonly Said[], has = '.body'): Promise<{ said: Said; tile: Locator } | undefined> {
  const shown = messages(walker.page).and(walker.page.locator('article:not(.pending):not(.failed):not(.editing)'))
  const texts = await shown.filter({ has: walker.page.locator(has) }).allInnerTexts()
  const said = of.findLast((one) => one.deleted === 'no' && one.room === walker.here && texts.some((text) => text.includes(one.mark)))
  if (!said) return undefined
  return { said, tile: messages(walker.page).filter({ hasText: said.mark }) }
}

/** Presses a tool of a message. A row that others' words have moved under a pointer at rest shows none: who is there moves it again. */
export const press = (tile: Locator, name: string): Promise<void> =>
  expect(async () => {
    await tile.hover({ timeout: 2_000 })
    await tile.getByRole('button', { name }).click({ timeout: 2_000 })
  }).toPass()

/** Chooses from a message's menu. */
export async function choose(tile: Locator, name: string): Promise<void> {
  await press(tile, 'More actions')
  await tile.page().getByRole('menuitem', { name, exact: true }).click()
}

/** As long as an answer may take; then nobody knows. */
export const ANSWER_MS = 15_000

/** Nothing takes this long, not even the start of a killed server on a busy machine. What hangs is told by its name. */
const STEP_MS = 120_000

export const step = <T>(title: string, work: () => Promise<T>): Promise<T> => test.step(title, work, { timeout: STEP_MS })
