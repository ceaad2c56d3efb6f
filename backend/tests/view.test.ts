import { expect, test } from 'vitest'
import { viewOf } from '../http/view.ts'

const told = (value: unknown) => `other=1; parley-view=${encodeURIComponent(JSON.stringify(value))}`

test('what the browser told is how the page is drawn', () => {
  const view = { language: 'de', locale: 'de-AT', zone: 'Europe/Vienna', height: 800, kept: { 'parley:side-px': '300' } }
  expect(viewOf({ cookie: told(view), 'accept-language': 'en' })).toEqual(view)
})

test('a browser that has told nothing is read by what it accepts, and has no clock', () => {
  expect(viewOf({ 'accept-language': 'de-CH,de;q=0.9' })).toEqual({ language: 'de', locale: 'de-CH', zone: undefined, kept: {} })
  expect(viewOf({})).toEqual({ language: 'en', locale: 'en', zone: undefined, kept: {} })
})

test.each([
  ['parley-view=%'],
  ['parley-view=[]'],
  [told(7)],
  [told(null)],
  [told({ language: 'xx', locale: 'not a locale', zone: 'Nowhere/At all', kept: [1, 2] })],
  [told({ height: 1e9 })],
  [told({ height: '800' })],
  [told({ locale: 5, zone: {}, kept: { a: 1, b: { toString: 2 } } })],
])('nonsense is as if it had not been told: %s', (cookie) => {
  expect(viewOf({ cookie, 'accept-language': 'xx-yy-zz-,;' })).toEqual({ language: 'en', locale: 'en', zone: undefined, kept: {} })
})
