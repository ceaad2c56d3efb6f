import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { SLOWER } from './browser.ts'
import type { Size } from './fill.ts'
import { type Figures, goals, type Measure } from './goals.ts'

interface Circumstances {
  machine: string
  load: string
  runs: number
  size: Size
  climbed: number
}

const digits = { s: 2, ms: 0, kB: 0, MB: 1, '': 3 } as const
const said = (value: number, unit: (typeof goals)[Measure]['unit']): string => `${value.toFixed(digits[unit])} ${unit}`.trim()

/** The table, in Markdown. A figure is compared as it is printed. */
export function tableOf(figures: Figures, { machine, load, runs, size, climbed }: Circumstances): string {
  const count = (number: number): string => number.toLocaleString('en')
  return [
    `Machine: ${machine}; ${load}. Chromium with its processor slowed ${SLOWER}×, server and browser on the same cores, loopback.`,
    `${count(size.channels)} channels, one with ${count(size.long)} messages. Medians of ${runs} run${runs === 1 ? '' : 's'}, ${new Date().toISOString().slice(0, 10)}. ` +
      `The heap is taken once, unslowed, after ${count(size.channels)} channels and ${count(climbed)} messages scrolled by.`,
    '',
    '| what | figure | goal |  |',
    '|---|--:|--:|---|',
    ...(Object.keys(goals) as Measure[]).map((measure) => row(measure, figures[measure])),
  ].join('\n')
}

function row(measure: Measure, value: number | undefined): string {
  const { what, most, unit } = goals[measure]
  if (value === undefined || Number.isNaN(value)) return `| ${what} | – | ≤ ${most} ${unit} | not measured |`
  const reached = Number(value.toFixed(digits[unit])) <= most
  return `| ${what} | ${said(value, unit)} | ${most === 0 ? '0' : `≤ ${most} ${unit}`} | ${reached ? 'reached' : '**not reached**'} |`
}

const page = fileURLToPath(new URL('../../docs/performance.md', import.meta.url))
const BEGIN = '<!-- bench:web:begin, written by npm run bench:web -->'
const END = '<!-- bench:web:end -->'

/** Puts the table between its marks in docs/performance.md. */
export function writeTable(table: string): void {
  const before = existsSync(page) ? readFileSync(page, 'utf8') : '# Performance\n'
  const marked = before.includes(BEGIN) ? before : `${before.trimEnd()}\n\n## The web client\n\n${BEGIN}\n${END}\n`
  const [head = '', rest = ''] = marked.split(BEGIN)
  writeFileSync(page, `${head}${BEGIN}\n\n${table}\n\n${END}${rest.split(END)[1] ?? '\n'}`)
}
