import { account } from './en/account.ts'
import { dialogs } from './en/dialogs.ts'
import { later } from './en/later.ts'
import { marks } from './en/marks.ts'
import { panes } from './en/panes.ts'
import { people } from './en/people.ts'
import { settings } from './en/settings.ts'
import { type Catalogue, en } from './en.ts'

const PLAIN = 'aceginorsuyzACEGINORSUYZ'
const ACCENTED = 'åçéĝîñöřšüýžÅÇÉĜÎÑÖŘŠÜÝŽ'
/** Where a name stood while the sentence around it was changed: letters that no sentence uses. */
const FIRST_PLACE = 0xe000

function disguised(value: unknown): unknown {
  if (typeof value === 'string') return disguise(value)
  if (typeof value === 'function') return (...values: unknown[]) => around(values, (places) => disguise(value(...places)))
  if (Array.isArray(value)) return value.map((inner: unknown) => (inner === '' ? '' : disguised(inner)))
  return Object.fromEntries(Object.entries(value as object).map(([name, inner]) => [name, disguised(inner)]))
}

const disguise = (words: string): string => `[${words.replaceAll(/[aeiou]/gi, '$&$&').replaceAll(/[a-z]/gi, accented)}]`
const accented = (letter: string): string => ACCENTED[PLAIN.indexOf(letter)] ?? letter

/** People's own words stay as they are. */
function around(values: readonly unknown[], say: (places: unknown[]) => string): string {
  const places = values.map((value, index) => (typeof value === 'string' ? String.fromCharCode(FIRST_PLACE + index) : value))
  return values.reduce<string>((words, value, index) => words.replaceAll(String.fromCharCode(FIRST_PLACE + index), () => String(value)), say(places))
}

/** English in disguise: what is not in brackets has not been translated, and what is cut off has no room for longer languages. */
export const pseudo = disguised({
  ...en,
  account,
  dialogs,
  later,
  marks,
  panes,
  people,
  settings,
}) as Catalogue
