// The two runners of the tests: what each is asked, and what its report says.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { tool } from './check.mjs'
import { chromium, chromiumShell, install, natsServer } from './debian.mjs'
import { namesOf } from './failures.mjs'

/**
 * Each answers `{ passed, failed, skipped, wrong, absent }`: counts, a line for each failure, and which tests were skipped.
 * `env` is added to the environment, `more` to the arguments; `limitMs` is for all of it, `graceMs` for the end after the last test.
 */
export async function vitest(filters, { env = {}, more = [], ...patience } = {}) {
  // Where it is missing and may not be installed, the tests that need it fail and none is skipped.
  const missing = install(natsServer)
  if (missing) console.log(missing)
  const { ok, said } = await reported('vitest', ['run', '--reporter=default', '--reporter=json', ...more, ...filters], patience, (report) => ({
    args: [`--outputFile.json=${report}`],
    env,
  }))
  // A file that could not even be loaded has no tests in the count: it is one failure itself.
  const broken = said?.testResults.filter((file) => file.status === 'failed' && !file.assertionResults.some((test) => test.status === 'failed')).length ?? 0
  const counts = said && { passed: said.numPassedTests, failed: said.numFailedTests + broken, skipped: said.numPendingTests + said.numTodoTests }
  return { ...counted(ok, counts, 'vitest'), wrong: namesOf.vitest(said), absent: skipped.vitest(said) }
}

export async function playwright(filters, { env = {}, ...patience } = {}) {
  const missing = install(chromium) ?? install(chromiumShell)
  if (missing) return { ...counted(false, undefined, `${missing}\nPlaywright`), wrong: [], absent: [] }
  const { ok, said } = await reported('playwright', ['test', '--reporter=list,json', ...filters], patience, (report) => ({
    args: [],
    env: {
      PLAYWRIGHT_JSON_OUTPUT_FILE: report,
      NO_COLOR: undefined,
      FORCE_COLOR: process.stdout.isTTY ? undefined : '0',
      ...env,
    },
  }))
  const counts = said && { passed: said.stats.expected + said.stats.flaky, failed: said.stats.unexpected + said.errors.length, skipped: said.stats.skipped }
  return { ...counted(ok, counts, 'Playwright'), wrong: namesOf.playwright(said), absent: skipped.playwright(said) }
}

/** Runs a runner to its end, and reads the report that `where` tells it to write. */
async function reported(name, args, { limitMs = 1_500_000, graceMs }, where) {
  const folder = mkdtempSync(join(tmpdir(), 'parley-test-'))
  const report = join(folder, 'report.json')
  const { args: more, env } = where(report)
  const { ok } = await tool(name, [...args.slice(0, 1), ...more, ...args.slice(1)], { show: true, limitMs, graceMs, doneWhen: () => existsSync(report), env })
  const said = read(report)
  rmSync(folder, { recursive: true, force: true })
  return { ok, said }
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

/** Tests that were not run, each with its file and full name. */
const skipped = {
  vitest: (report) =>
    (report?.testResults ?? []).flatMap(({ name, assertionResults }) =>
      assertionResults.filter(({ status }) => !['passed', 'failed'].includes(status)).map(({ fullName }) => ({ file: name, name: fullName })),
    ),
  playwright(report) {
    const from = (suite, titles) => [
      ...(suite.specs ?? []).flatMap(({ file, title, tests }) =>
        tests.filter(({ status }) => status === 'skipped').map(() => ({ file: `web/tests/${file}`, name: [...titles, title].join(' ') })),
      ),
      ...(suite.suites ?? []).flatMap((inner) => from(inner, [...titles, inner.title])),
    ]
    return (report?.suites ?? []).flatMap((file) => from(file, []))
  },
}
