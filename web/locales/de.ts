import { account } from './de/account.ts'
import { composer } from './de/composer.ts'
import { conversation } from './de/conversation.ts'
import { dialogs } from './de/dialogs.ts'
import { errors, general, status, times } from './de/general.ts'
import { history } from './de/history.ts'
import { jump } from './de/jump.ts'
import { later } from './de/later.ts'
import { markdown } from './de/markdown.ts'
import { marks } from './de/marks.ts'
import { panes } from './de/panes.ts'
import { people } from './de/people.ts'
import { settings } from './de/settings.ts'
import { shell } from './de/shell.ts'
import { sidebar } from './de/sidebar.ts'
import { timeline } from './de/timeline.ts'
import { worker } from './de/worker.ts'
import { writing } from './de/writing.ts'
import type { Catalogue } from './en.ts'

/** Deutsch, per Du. */
export const de = {
  general,
  status,
  times,
  errors,
  account,
  sidebar,
  conversation,
  timeline,
  composer,
  dialogs,
  history,
  jump,
  later,
  markdown,
  marks,
  panes,
  people,
  settings,
  shell,
  worker,
  writing,
} satisfies Catalogue
