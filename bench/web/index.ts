import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { describeMachine } from '../machine.ts'
import { median } from '../median.ts'
import { launch, visitor } from './browser.ts'
import { type Figures, goals, type Measure } from './goals.ts'
import { heapAfterAll } from './long.ts'
import { openPlace } from './place.ts'
import { tableOf, writeTable } from './report.ts'
import { visit } from './run.ts'
import { scriptWeight } from './weight.ts'

/**
 * `npm run bench:web [-- --quick]`: the built web client in a slowed browser, against its goals. What is not reached is said in words; the exit code is 0.
 * `--profile` adds one run under the page's profiler, and where its time went; `--no-write` leaves docs/ alone.
 */
const { values } = parseArgs({
  options: { quick: { type: 'boolean', default: false }, profile: { type: 'boolean', default: false }, 'no-write': { type: 'boolean', default: false } },
})
const runs = values.quick ? 1 : 5
const size = { channels: 200, long: values.quick ? 5_000 : 50_000, short: 10 }
const say = (line: string): void => console.error(line)

await using place = await openPlace(size)
say(`The workspace is there after ${(place.filledInMs / 1_000).toFixed(1)} s`)
const browser = await launch()
try {
  const visits: Figures[] = []
  for (let run = 0; run < runs; run++) {
    visits.push(await visit(browser, place))
    say(`run ${run + 1}: ${JSON.stringify(visits.at(-1), (_, value: unknown) => (typeof value === 'number' ? Number(value.toFixed(3)) : value))}`)
  }
  if (values.profile) await visit(browser, place, say)
  await using ada = await visitor(browser, place.url, place.token)
  await ada.page.goto(place.url + place.long.path)
  const { heap, reached } = await heapAfterAll(ada, place, values.quick ? 20 : size.channels, size.long)
  const figures: Figures = { ...medians(visits), script: await scriptWeight(place.url), heap }
  const load = `load average ${loadavg()[0]?.toFixed(1)}`
  const table = tableOf(figures, { machine: describeMachine(), load, runs, size, climbed: reached })
  console.log(table)
  if (!values.quick && !values['no-write']) writeTable(table)
} finally {
  await browser.close()
}

/** Each figure's own median. */
function medians(visits: readonly Figures[]): Figures {
  const measures = (Object.keys(goals) as Measure[]).filter((measure) => visits[0]?.[measure] !== undefined)
  return Object.fromEntries(measures.map((measure) => [measure, median(visits.map((figures) => figures[measure] ?? Number.NaN))]))
}
