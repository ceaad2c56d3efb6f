import type { account } from './en/account.ts'
import { composer } from './en/composer.ts'
import { conversation } from './en/conversation.ts'
import type { dialogs } from './en/dialogs.ts'
import { errors, general, status, times } from './en/general.ts'
import { history } from './en/history.ts'
import { jump } from './en/jump.ts'
import type { later } from './en/later.ts'
import { markdown } from './en/markdown.ts'
import type { marks } from './en/marks.ts'
import type { panes } from './en/panes.ts'
import type { people } from './en/people.ts'
import type { settings } from './en/settings.ts'
import { shell } from './en/shell.ts'
import { sidebar } from './en/sidebar.ts'
import { timeline } from './en/timeline.ts'
import { worker } from './en/worker.ts'
import { writing } from './en/writing.ts'

/** What the client says, in English: the source that every other language is measured against. The first paint waits for all of it. */
export const en = {
  general,
  status,
  times,
  errors,
  sidebar,
  conversation,
  timeline,
  composer,
  history,
  jump,
  markdown,
  shell,
  worker,
  writing,
}

/** What opens later, and its English words with it. */
interface Later {
  account: typeof account
  dialogs: typeof dialogs
  later: typeof later
  marks: typeof marks
  panes: typeof panes
  people: typeof people
  settings: typeof settings
}

/** What a language has to say. A sentence that is missing, or takes other values, is a compile error. */
export type Catalogue = typeof en & Later
/** English ones of what opens later come with the code that needs them (`accountWords`, `useSettingsWords`); other languages come whole. */
export type Words = typeof en & Partial<Later>
