import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chartOf } from './chart.ts'
import { table } from './cluster/words.ts'
import { kept } from './kept.ts'
import { contentOf } from './load/dialects.ts'
import { canPin, describeMachine } from './machine.ts'
import { writeBetweenMarks } from './marks.ts'
import { rows } from './rows/index.ts'
import type { Chapter } from './rows/row.ts'

/** The tables, in Markdown: first what was asked, then each row. */
export function textOf(chapters: readonly Chapter[]): string {
  return [
    `Machine: ${describeMachine()}. ${canPin() ? 'Server with all its threads on core 0, load on core 1' : 'Server and load share the cores'}, loopback, ${contentOf(0).length} characters a message.`,
    'Times in milliseconds, p50 / p99. Parley keeps every message (fsync before the answer) and knows who asks; the others keep nothing and ask nobody, but for ejabberd, which has an archive.',
    '',
    goalsOf(chapters),
    ...chapters.flatMap(({ name, said, runs, at }) => ['', `### ${name}`, '', `Medians of ${runs} run${runs === 1 ? '' : 's'}, ${at}.`, '', said]),
  ].join('\n')
}

const goalsOf = (chapters: readonly Chapter[]): string =>
  table(
    ['what', 'goal', 'found', ''],
    chapters.flatMap(({ goals }) => goals.map(({ what, goal, found, reached }) => [what, goal, found, reached ? 'reached' : '**not reached**'])),
  )

const picture = fileURLToPath(new URL('../docs/performance.svg', import.meta.url))

/** Puts what is kept of all rows between the marks of docs/performance.md, and draws the chart. */
export function writeReport(): void {
  const chapters = kept(rows.map(({ name }) => name))
  writeBetweenMarks('performance.md', 'bench', textOf(chapters))
  writeFileSync(picture, chartOf(chapters))
}
