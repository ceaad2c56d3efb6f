import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { Lookout, type Outlook } from '../socket/lookout.ts'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A lookout whose database answers at once that nothing moved. */
function lookout(isRinging: () => boolean): Lookout {
  const outlook = {
    hub: { known: () => [], notice: () => {} },
    sync: { epoch: 'one', news: async () => ({ epoch: 'one', moved: [] }) },
    isRinging,
    onEpoch: () => {},
    onCutOff: () => {},
    log: { warn: () => {}, info: () => {} },
  }
  return new Lookout(outlook as unknown as Outlook)
}

test('[I3] a bell that breaks between two looks: the next one comes within 200 ms and not after the rest of the second', async () => {
  let rings = true
  using looking = lookout(() => rings)
  await vi.advanceTimersByTimeAsync(1_100)
  expect(looking.looks, 'once a second while it rings').toBe(1)
  rings = false
  await vi.advanceTimersByTimeAsync(200)
  expect(looking.looks).toBe(2)
  await vi.advanceTimersByTimeAsync(1_000)
  expect(looking.looks, 'five times a second while it is broken').toBe(7)
  rings = true
  await vi.advanceTimersByTimeAsync(3_000)
  expect(looking.looks, 'once a second again').toBe(10)
})

test('[I3] for a second after the bell is back here it may be broken at other nodes, which come back one after another', async () => {
  using looking = lookout(() => true)
  looking.mended()
  await vi.advanceTimersByTimeAsync(900)
  expect(looking.looks, 'at once, and five times a second').toBe(5)
  await vi.advanceTimersByTimeAsync(4_000)
  expect(looking.looks, 'once a second again').toBeLessThanOrEqual(10)
})
