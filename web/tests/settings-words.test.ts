import { expect, test } from 'vitest'
import { settings as german } from '../locales/de/settings.ts'
import { settings as english } from '../locales/en/settings.ts'

/** Every sentence by its path; those with values are told with samples. */
function sentences(catalogue: object, path = ''): [string, string][] {
  return Object.entries(catalogue).flatMap(([name, value]): [string, string][] => {
    if (typeof value === 'function') return [[path + name, String(value(2, 'Linux'))]]
    return typeof value === 'string' ? [[path + name, value]] : sentences(value as object, `${path}${name}.`)
  })
}

test('German says everything that English says, and says it itself', () => {
  const [en, de] = [sentences(english), sentences(german)]
  expect(en.length).toBeGreaterThan(90)
  expect(de.map(([path]) => path)).toEqual(en.map(([path]) => path))
  const same = de.filter(([, words], index) => words === en[index]?.[1]).map(([path]) => path)
  // The same word in both languages, or a mere sign.
  expect(same).toEqual(['name', 'percent', 'aside'])
})
