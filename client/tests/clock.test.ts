import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Clock } from '../src/clock.ts'
import { runs } from './model/random.ts'

const shuffled = (to: number) =>
  fc.shuffledSubarray(
    Array.from({ length: to }, (_, n) => n + 1),
    { minLength: to, maxLength: to },
  )

test('[I3] whatever the order, once every event came the clock stands at the last and there is no gap', () => {
  const property = fc.property(shuffled(30), fc.nat(10), (revs, start) => {
    const clock = new Clock(start)
    for (const rev of revs) clock.saw(rev)
    expect(clock.known).toBe(30)
    expect(clock.gap).toBe(false)
  })
  fc.assert(property, runs(300))
})

test('[I3] an event that is missing is a gap as soon as a later one came, and the clock stops before it', () => {
  const property = fc.property(shuffled(30), fc.integer({ min: 1, max: 29 }), (revs, missing) => {
    const clock = new Clock(0)
    for (const rev of revs) if (rev !== missing) clock.saw(rev)
    expect(clock.gap).toBe(true)
    expect(clock.known).toBe(missing - 1)
  })
  fc.assert(property, runs(300))
})

test('[I3] during a catch-up events move no clock and raise no gap; its end counts those that stood above it', () => {
  const property = fc.property(shuffled(30), fc.nat(30), fc.array(fc.integer({ min: 1, max: 30 })), (revs, end, repeated) => {
    const clock = new Clock(0)
    clock.startCatchUp()
    for (const rev of [...revs, ...repeated]) clock.saw(rev)
    expect([clock.known, clock.gap]).toEqual([0, false])
    clock.endCatchUp(end)
    expect([clock.known, clock.gap]).toEqual([30, false])
  })
  fc.assert(property, runs(300))
})

test('[I3] where no clock is known events are held, and a head or page tells where they stand', () => {
  const clock = new Clock()
  for (const rev of [7, 5, 6]) clock.saw(rev)
  expect([clock.known, clock.gap]).toEqual([null, false])
  clock.restart(4)
  expect([clock.known, clock.gap]).toEqual([7, false])
  clock.restart(9)
  clock.saw(11)
  expect([clock.known, clock.gap]).toEqual([9, true])
})

test('[I3] an event that was seen, or is older, changes nothing', () => {
  const clock = new Clock(10)
  for (const rev of [3, 10, 11, 11, 4]) clock.saw(rev)
  expect([clock.known, clock.gap]).toEqual([11, false])
})
