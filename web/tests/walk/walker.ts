import { type Locator, type Page, test } from '@playwright/test'
import { type Account, messages, type Server } from '../support.ts'

export interface Room {
  id: string
  name: string
}

/** Something said in this walk. Its mark stands in all of its versions, and in nothing else. */
export interface Said {
  mark: string
  by: string
  room: Room
  /** What it may say now: more than one where nobody knows whether an edit arrived. */
  texts: string[]
  /** Set when its deletion was asked for; `sure` once it was confirmed. */
  deleted: 'no' | 'perhaps' | 'sure'
}

/** One person, their browser, and what they remember themselves. */
export interface Walker {
  account: Account
  page: Page
  online: boolean
  here: Room
  /** What stands in each composer unsent, by channel id. */
  drafts: Map<string, string>
  /** Where the read mark was set back to, by channel id, until they look there again. */
  heldAt: Map<string, number>
}

export interface Scene {
  server: Server
  rooms: readonly Room[]
  walkers: readonly Walker[]
  said: Said[]
  /** What really happened, so that a walk cannot pass without having been one. */
  happened: Record<string, number>
}

export const field = (walker: Walker): Locator => walker.page.getByRole('textbox', { name: `Message #${walker.here.name}`, exact: true })
export const row = (walker: Walker, room: Room): Locator => walker.page.locator(`nav a[data-channel-id="${room.id}"]`)

/** Goes to a channel, which reads it. */
export async function goTo(walker: Walker, room: Room): Promise<void> {
  await row(walker, room).click()
  walker.here = room
  walker.heldAt.delete(room.id)
  await field(walker).waitFor()
}

/** A message of the walk on somebody's page that is there, acknowledged and not deleted. */
export async function shownOf(walker: Walker, of: readonly Said[]): Promise<{ said: Said; tile: Locator } | undefined> {
  const texts = await messages(walker.page).and(walker.page.locator('article:not(.pending):not(.failed):not(.editing)')).allInnerTexts()
  const said = of.findLast((one) => one.deleted === 'no' && one.room === walker.here && texts.some((text) => text.includes(one.mark)))
  if (!said) return undefined
  const tile = messages(walker.page).filter({ hasText: said.mark })
  await tile.hover()
  return { said, tile }
}

export const step = <T>(title: string, work: () => Promise<T>): Promise<T> => test.step(title, work)
