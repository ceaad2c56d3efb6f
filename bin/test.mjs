// `npm test`: static checks, vitest, then the browser. Ends with one plain line that says how many passed and failed.

import { runChecks } from './check.mjs'
import { playwright, vitest } from './suites.mjs'

const args = process.argv.slice(2)
const inBrowser = !args.includes('--no-browser')
const filter = args.filter((arg) => arg !== '--no-browser')
const started = Date.now()
const wrong = []
const totals = { passed: 0, failed: 0, skipped: 0 }

// With a filter only what it names is run: paths of vitest, or of the browser's specs.
const specs = filter.filter((arg) => arg.includes('.spec'))
const units = filter.filter((arg) => !specs.includes(arg))
if (filter.length === 0) await part('Static checks', () => runChecks())
if (filter.length === 0 || units.length > 0) await part('Tests', () => vitest(units))
if (inBrowser && (filter.length === 0 || specs.length > 0)) await part('Browser tests', () => playwright(specs))

const { passed, failed, skipped } = totals
if (failed > 0 || passed + failed === 0) process.exitCode = 1
// Once more and in short, because what is told where it happens is far up by now.
for (const line of [...new Set(wrong)]) console.log(line)
console.log(`\n${((Date.now() - started) / 1000).toFixed(0)} s in all`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)

async function part(title, run) {
  console.log(`\n── ${title}`)
  const counts = await run()
  wrong.push(...(counts.wrong ?? []))
  for (const kind of Object.keys(totals)) totals[kind] += counts[kind]
}
