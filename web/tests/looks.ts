import type { Page } from '@playwright/test'
import { colourViolations, expect, seriousViolations } from './support.ts'

const looks = [
  { colorScheme: 'dark', contrast: 'no-preference' },
  { colorScheme: 'light', contrast: 'more' },
  { colorScheme: 'dark', contrast: 'more' },
] as const
/** Nothing moves while it is looked at. */
export const still = { reducedMotion: 'reduce', colorScheme: 'light' } as const

/** Nothing for axe to find: all rules in the light look, those of colours in the others. */
export async function clean(page: Page, what: string): Promise<void> {
  expect.soft(await seriousViolations(page), what).toEqual([])
  for (const look of looks) {
    await page.emulateMedia(look)
    expect.soft(await colourViolations(page), `${what}, ${look.colorScheme}, contrast ${look.contrast}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: 'light', contrast: 'no-preference' })
}
