import type { Browser } from '@playwright/test'
import { median } from '../median.ts'
import { visitor } from './browser.ts'
import type { Figures } from './goals.ts'
import { load, scroll, shiftOf, switchChannels, type } from './journeys.ts'
import { newestId, type Place } from './place.ts'
import { profiled } from './profile.ts'

type Step = <T>(name: string, work: () => Promise<T>) => Promise<T>

/** One person's visit from an empty cache on. With `say` every step runs under the profiler, which slows it. */
export async function visit(browser: Browser, place: Place, say?: (line: string) => void): Promise<Figures> {
  await using ada = await visitor(browser, place.url, place.token)
  place.long.lastMessageId = await newestId(place.url, place.token, place.long.id)
  const step: Step = async (name, work) => {
    if (!say) return work()
    let answer: Awaited<ReturnType<typeof work>> | undefined
    for (const line of await profiled(ada.cdp, name, async () => (answer = await work()))) say(line)
    say(`  layout shift of this document so far: ${(await shiftOf(ada)).toFixed(3)}`)
    return answer as Awaited<ReturnType<typeof work>>
  }
  const { shiftedBefore, ...loaded } = await step('load', () => load(ada, place))
  const switches = await step('switch', () => switchChannels(ada, place))
  const task = await step('scroll', () => scroll(ada))
  const shift = shiftedBefore + (await shiftOf(ada))
  const key = await step('type', () => type(ada, place))
  return { ...loaded, shift, switch: median(switches), task, key }
}
