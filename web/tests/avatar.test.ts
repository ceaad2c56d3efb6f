import { expect, test } from 'vitest'
import { faceOf } from '../lib/avatar.ts'
import { contrastOf } from '../lib/contrast.ts'
import { linearOf, outside, shown } from './tokens.ts'

/** Ids of people who came one after the other in one moment: they differ in their last characters. */
const ids = Array.from({ length: 3_600 }, (_, at) => `019aa5e4-04cd-7f74-842f-${(0xea_0e48_cd40 + at).toString(16).padStart(12, '0')}`)
const faces = ids.map((id) => faceOf(id) as { '--tone': string; '--hue': number })

test('faces are spread over the circle and over the tones, also of people who came together', () => {
  const sixths = Map.groupBy(faces, (face) => `${face['--tone']}, ${Math.floor(face['--hue'] / 60)}`)
  expect(sixths.size).toBe(18)
  for (const [part, those] of sixths) expect(those.length, part).toBeGreaterThan(140)
  for (const [part, those] of sixths) expect(those.length, part).toBeLessThan(260)
})

test('the same person has the same face', () => {
  expect(faceOf('019aa5e4-04cd-7f74-842f-ea0e48cd40ba')).toEqual(faceOf('019aa5e4-04cd-7f74-842f-ea0e48cd40ba'))
})

test('white letters can be read on every face, and a screen can show it', () => {
  for (const tone of new Set(faces.map((face) => face['--tone']))) {
    for (let hue = 0; hue < 360; hue++) {
      const colour = linearOf(`oklch(${tone} ${hue})`)
      expect(contrastOf(shown(colour), [1, 1, 1]), `${tone}, ${hue}°`).toBeGreaterThanOrEqual(4.5)
      expect(outside(colour), `${tone}, ${hue}°`).toBeLessThan(0.025)
    }
  }
})
