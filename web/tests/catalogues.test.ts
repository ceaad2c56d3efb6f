import { expect, test } from 'vitest'
import { dialogs as germanDialogs } from '../locales/de/dialogs.ts'
import { later as germanLater } from '../locales/de/later.ts'
import { marks as germanMarks } from '../locales/de/marks.ts'
import { panes as germanPanes } from '../locales/de/panes.ts'
import { people as germanPeople } from '../locales/de/people.ts'
import { settings as germanSettings } from '../locales/de/settings.ts'
import { de } from '../locales/de.ts'
import { dialogs as englishDialogs } from '../locales/en/dialogs.ts'
import { later as englishLater } from '../locales/en/later.ts'
import { marks as englishMarks } from '../locales/en/marks.ts'
import { panes as englishPanes } from '../locales/en/panes.ts'
import { people as englishPeople } from '../locales/en/people.ts'
import { settings as englishSettings } from '../locales/en/settings.ts'
import { en } from '../locales/en.ts'
import { said } from './words.ts'

const english = said({
  ...en,
  dialogs: englishDialogs,
  later: englishLater,
  marks: englishMarks,
  panes: englishPanes,
  people: englishPeople,
  settings: englishSettings,
})
const german = said({
  ...de,
  dialogs: germanDialogs,
  later: germanLater,
  marks: germanMarks,
  panes: germanPanes,
  people: germanPeople,
  settings: germanSettings,
})

test.each([
  ['English', english],
  ['German', german],
] as const)('%s: no sentence begins or ends with a blank, which a list or a translator would lose', (_, catalogue) => {
  expect(catalogue.size).toBeGreaterThan(300)
  expect([...catalogue].filter(([, words]) => words !== words.trim())).toEqual([])
})
