// `npm test`: static checks, vitest, then the browser. Ends with one plain line that says how many passed and failed.

import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runChecks, tool } from './check.mjs'
import { chromium, install, natsServer } from './debian.mjs'
import { namesOf } from './failures.mjs'

const args = process.argv.slice(2)
const inBrowser = !args.includes('--no-browser')
const filter = args.filter((arg) => arg !== '--no-browser')
const reports = mkdtempSync(join(tmpdir(), 'parley-test-'))
const started = Date.now()
const wrong = []
const totals = { passed: 0, failed: 0, skipped: 0 }

// With a filter only what it names is run: paths of vitest, or of the browser's specs.
const specs = filter.filter((arg) => arg.includes('.spec'))
const units = filter.filter((arg) => !specs.includes(arg))
if (filter.length === 0) await part('Static checks', () => runChecks())
if (filter.length === 0 || units.length > 0) await part('Tests', () => runVitest(units))
if (inBrowser && (filter.length === 0 || specs.length > 0)) await part('Browser tests', () => runPlaywright(specs))

rmSync(reports, { recursive: true, force: true })
const { passed, failed, skipped } = totals
if (failed > 0 || passed + failed === 0) process.exitCode = 1
// Once more and in short, because what is told where it happens is far up by now.
for (const line of [...new Set(wrong)]) console.log(line)
console.log(`\n${((Date.now() - started) / 1000).toFixed(0)} s in all`)
console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)

async function part(title, run) {
  console.log(`\n── ${title}`)
  const counts = await run()
  for (const kind of Object.keys(totals)) totals[kind] += counts[kind]
}

async function runVitest(filters) {
  // Where it is missing and may not be installed, the tests that need it fail and none is skipped.
  const missing = install(natsServer)
  if (missing) console.log(missing)
  const report = join(reports, 'vitest.json')
  const { ok } = await tool('vitest', ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`, ...filters], {
    show: true,
    limitMs: 1_500_000,
    doneWhen: () => existsSync(report),
  })
  const said = read(report)
  wrong.push(...namesOf.vitest(said))
  // A file that could not even be loaded has no tests in the count: it is one failure itself.
  const broken = said?.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length ?? 0
  return counted(ok, said && { passed: said.numPassedTests, failed: said.numFailedTests + broken, skipped: said.numPendingTests + said.numTodoTests }, 'vitest')
}

async function runPlaywright(filters) {
  const missing = install(chromium)
  if (missing) return counted(false, undefined, `${missing}\nPlaywright`)
  const report = join(reports, 'playwright.json')
  const { ok } = await tool('playwright', ['test', '--reporter=list,json', ...filters], {
    show: true,
    limitMs: 1_500_000,
    doneWhen: () => existsSync(report),
    env: { PLAYWRIGHT_JSON_OUTPUT_FILE: report, CHROMIUM: chromium.file, NO_COLOR: undefined, FORCE_COLOR: process.stdout.isTTY ? undefined : '0' },
  })
  const said = read(report)
  wrong.push(...namesOf.playwright(said))
  return counted(
    ok,
    said && { passed: said.stats.expected + said.stats.flaky, failed: said.stats.unexpected + said.errors.length, skipped: said.stats.skipped },
    'Playwright',
  )
}

/** A runner that crashed, or that failed without naming a test, counts as one failure. */
function counted(ok, counts, runner) {
  if (!counts) console.log(`\n${runner}: no result`)
  const found = counts ?? { passed: 0, failed: 0, skipped: 0 }
  return !ok && found.failed === 0 ? { ...found, failed: 1 } : found
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return undefined
  }
}
