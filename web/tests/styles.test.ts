import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const folder = new URL('../styles/', import.meta.url)
const sheets = readdirSync(folder).map((name) => ({ name, css: readFileSync(new URL(name, folder), 'utf8') }))

/** One such rule, about the settings alone, made the browser style the whole page again with each message: 40 times the work. */
test('no rule looks into its element: what it would see there is said by a class or an attribute', () => {
  expect(sheets.length).toBeGreaterThan(10)
  expect(sheets.filter(({ css }) => css.includes(':has(')).map(({ name }) => name)).toEqual([])
})
