import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chartOf } from './chart.ts'
import type { DialectName } from './load/dialects.ts'
import { contentOf } from './load/dialects.ts'
import { workloads } from './load/workloads.ts'
import { canPin } from './machine.ts'
import { writeBetweenMarks } from './marks.ts'
import type { Result } from './measure.ts'

export const names: Record<DialectName, string> = { parley: 'Parley (durable)', ws: 'ws, plain broadcast', socketio: 'Socket.IO' }
const count = (number: number): string => Math.round(number).toLocaleString('en')
const ms = ({ p50, p99 }: { p50: number; p99: number }): string => `${p50.toFixed(1)} / ${p99.toFixed(1)}`
const times = (number: number): string => `${number.toFixed(number < 10 ? 1 : 0)}×`

interface Circumstances {
  machine: string
  runs: number
  seconds: number
}

/** The tables, in Markdown. */
export function tableOf(results: readonly Result[], { machine, runs, seconds }: Circumstances): string {
  const lines = [
    `Machine: ${machine}. ${canPin() ? 'Server on core 0, load on core 1' : 'Server and load share the cores'}, loopback, ${contentOf(0).length} characters a message.`,
    `Medians of ${runs} run${runs === 1 ? '' : 's'} of ${seconds} s, ${new Date().toISOString().slice(0, 10)}. Times in milliseconds, p50 / p99. Parley keeps every message (fsync before the answer); the other two keep nothing.`,
    '',
  ]
  for (const { name, perSecond } of workloads) {
    const these = results.filter((result) => result.workload === name)
    if (these.length > 0) lines.push(...rowsOf(name, perSecond, these), '')
  }
  return lines.join('\n').trimEnd()
}

function rowsOf(name: string, perSecond: number, results: readonly Result[]): string[] {
  const ours = results.find(({ target }) => target === 'parley')
  return [
    `**${name}**: as fast as it goes, then at ${count(perSecond)} messages a second, timed from when each was due`,
    '',
    '| server | messages/s | deliveries/s | spread | µs CPU a delivery | load CPU | send → answer | send → last reader | at fixed pace: answer | last reader | lost | Parley is |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...results.map(({ target, closed, open, spread, lost, cpuPerDelivery }) =>
      [
        '',
        names[target],
        count(closed.messages),
        count(closed.deliveries),
        `${count(spread[0])}–${count(spread[1])}`,
        cpuPerDelivery?.toFixed(2) ?? '–',
        closed.generatorCpu.toFixed(2),
        ms(closed.ack),
        ms(closed.last),
        ms(open.ack),
        ms(open.last),
        lost,
        ours && target !== 'parley' ? times(ours.closed.deliveries / closed.deliveries) : '',
        '',
      ]
        .join(' | ')
        .trim(),
    ),
  ]
}

const picture = fileURLToPath(new URL('../docs/performance.svg', import.meta.url))

/** Puts the tables between the marks of docs/performance.md, and draws the chart. */
export function writeReport(said: string, results: readonly Result[]): void {
  writeBetweenMarks('performance.md', 'bench', said)
  writeFileSync(picture, chartOf(results))
}
