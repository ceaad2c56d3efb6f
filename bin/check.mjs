// Everything that can be said about the code without running it: lint, types, dead code, sizes. `npm run check` adds the rules kept by tests.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { figures } from './figures.mjs'

export const root = fileURLToPath(new URL('..', import.meta.url))
const bin = join(root, 'node_modules', '.bin')

/** Each answers `{ ok, said }`; what was said is worth showing only when it is not ok. */
export const checks = [
  { name: 'lint and format (biome)', run: () => tool('biome', ['check', '--error-on-warnings', '--max-diagnostics=40', '--colors=off']) },
  ...['protocol', 'client', 'backend', 'web', 'web/sw', 'bench/web'].map((workspace) => ({ name: `types of ${workspace}`, run: () => types(workspace) })),
  { name: 'nothing unused (knip)', run: () => tool('knip', ['--no-progress']) },
  { name: 'size figures', run: sizes, always: true },
]

/** Runs the checks, prints a line for each, and answers how many passed and failed. */
export async function runChecks(list = checks) {
  const results = await Promise.all(list.map(async (check) => ({ ...check, ...(await check.run()) })))
  for (const { name, ok, said, always } of results) {
    console.log(`${ok ? '✓' : '✗'} ${name}`)
    if (!ok || always) console.log(said.trim().replace(/^/gm, '    '))
  }
  const passed = results.filter((result) => result.ok).length
  return { passed, failed: results.length - passed, skipped: 0 }
}

/**
 * Runs a program of node_modules/.bin; its children find Node 24 first. `show` lets it speak for itself.
 * It ends with all it started, and in time: `doneWhen` says that only leftovers keep it from ending.
 */
export function tool(name, args, { show = false, env = {}, limitMs = 300_000, graceMs = 30_000, doneWhen = () => false } = {}) {
  return new Promise((resolve) => {
    const output = show ? 'inherit' : 'pipe'
    const child = spawn(join(bin, name), args, { cwd: root, env: environment(show, env), stdio: ['ignore', output, output], detached: true })
    const chunks = []
    const said = () => Buffer.concat(chunks).toString()
    const stopWaiting = endInTime(child, { name, limitMs, graceMs, doneWhen })
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.stderr?.on('data', (chunk) => chunks.push(chunk))
    child.once('error', (error) => resolve({ ok: false, said: `${name} could not be started: ${error.message}` }))
    child.once('exit', () => killAll(child))
    child.once('close', (code) => {
      stopWaiting()
      resolve({ ok: code === 0, said: said() })
    })
  })
}

function environment(show, env) {
  const plain = show && process.stdout.isTTY ? {} : { NO_COLOR: '1' }
  return { ...process.env, ...plain, ...env, PATH: `${bin}${delimiter}${process.env.PATH}` }
}

/** A server left behind by a test would keep its runner, and with it everything, waiting for ever. */
function endInTime(child, { name, limitMs, graceMs, doneWhen }) {
  const started = Date.now()
  let doneAt
  const watch = setInterval(() => {
    doneAt ??= doneWhen() ? Date.now() : undefined
    if (Date.now() - (doneAt ?? started) < (doneAt ? graceMs : limitMs)) return
    console.log(
      `\n${name} did not end by itself${doneAt ? ' after its last test: something that it started is still there' : ` in ${limitMs / 60_000} minutes`}`,
    )
    killAll(child)
  }, 1_000)
  const interrupted = () => {
    killAll(child)
    process.exit(130)
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, interrupted)
  return () => {
    clearInterval(watch)
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, interrupted)
  }
}

/** The program and whatever it started: they are one process group. */
function killAll(child) {
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

function types(workspace) {
  if (!existsSync(join(root, workspace, 'tsconfig.json'))) return { ok: false, said: `${workspace}/tsconfig.json is missing` }
  return tool('tsc', ['--noEmit', '--incremental', 'false', '--pretty', 'false', '-p', workspace])
}

function sizes() {
  try {
    const { lines, ok } = figures(root)
    return { ok, said: lines.join('\n') }
  } catch (error) {
    return { ok: false, said: error.message }
  }
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const rules = {
    name: 'dependency floors and import directions',
    run: () => tool('vitest', ['run', 'backend/tests/floors.test.ts', 'backend/tests/architecture.test.ts']),
  }
  const { failed } = await runChecks([...checks, rules])
  if (failed > 0) process.exitCode = 1
}
