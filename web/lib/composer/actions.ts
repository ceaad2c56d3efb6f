import type { ActionName } from './action-keys.ts'
import { codeBlock } from './code-block.ts'
import { toggleLines } from './lines.ts'
import { link, toggleCode, toggleMark } from './marks.ts'
import type { Change, Written } from './written.ts'

/** What the formatting bar and the keys can do, in the order of the bar. */
export const actions = {
  bold: (written) => toggleMark(written, '**'),
  italic: (written) => toggleMark(written, '*'),
  strike: (written) => toggleMark(written, '~~'),
  link,
  numbers: (written) => toggleLines(written, 'numbers'),
  bullets: (written) => toggleLines(written, 'bullets'),
  quote: (written) => toggleLines(written, 'quote'),
  code: toggleCode,
  codeBlock,
} satisfies Record<ActionName, (written: Written) => Change>
