// Makes a fresh clone runnable: installs what is missing, builds what is stale, and is silent when there is nothing to do.
// Runs on whatever Node the machine has (20.19 and up), before anything is installed: plain ESM, no dependency.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, unlinkSync, utimesSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const at = (...parts) => join(root, ...parts)
const workspaces = ['protocol', 'client', 'backend', 'web']
const packageFiles = ['package.json', ...workspaces.map((name) => join(name, 'package.json')), 'package-lock.json']

/** Written by the other package managers into the folder they installed; npm must not be let loose on theirs. */
const foreign = [
  ['pnpm', 'node_modules/.modules.yaml'],
  ['yarn', 'node_modules/.yarn-integrity'],
  ['bun', 'bun.lock'],
]

/** Installs the packages with npm, from the committed lock and without touching it, unless what is there matches. */
const installation = {
  stamp: at('node_modules', '.parley-install'),
  print: () => fingerprint(packageFiles, [process.platform, process.arch]),
  fresh() {
    return installedByAnother() !== undefined || isStamped(this.stamp, this.print())
  },
  async make() {
    // --no-save keeps npm from rewriting the lock. npm must not run on the very Node that it is about to replace: its own comes first in PATH.
    await run(
      'Installing packages (a minute on a fresh machine)',
      'npm',
      ['install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
      withoutLocalBin(),
    )
    writeFileSync(this.stamp, this.print())
  },
}

/** Exports the web client into a folder, and makes its service worker. `server`: where its server is, if not where the page is from. */
function exported(title, out, server, shell) {
  return {
    stamp: at('web', out, '.parley-build'),
    print: () =>
      fingerprint(
        [
          ...filesOf('web'),
          ...filesOf('client/src'),
          ...filesOf('protocol/src'),
          'bin/worker.mjs',
          'bin/picture.mjs',
          'bin/squeeze.mjs',
          'bin/policy.mjs',
          'tsconfig.base.json',
          'package-lock.json',
        ],
        [server],
      ),
    fresh() {
      return !existsSync(at('web', 'app')) || isStamped(this.stamp, this.print())
    },
    async make() {
      const next = createRequire(at('web', 'package.json')).resolve('next/dist/bin/next')
      const print = this.print()
      const env = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production', NEXT_PUBLIC_PARLEY_URL: server, PARLEY_OUT: out }
      await run(title, runtime(), [next, 'build', 'web'], env)
      if (server) await run('Writing its content policy', runtime(), [at('bin', 'policy.mjs'), at('web', out), server], process.env)
      await run('Making its service worker', runtime(), [at('bin', 'worker.mjs'), at('web', out), shell], process.env)
      if (!server) {
        await run('Making what draws its first picture', runtime(), [at('bin', 'picture.mjs'), at('web', out)], process.env)
        await run('Compressing what is the same for everybody', runtime(), [at('bin', 'squeeze.mjs'), at('web', out)], process.env)
      }
      writeFileSync(this.stamp, print)
    },
  }
}

/** web/out is what the backend serves; it has an address for the page without anybody's values. */
const webBuild = exported('Building the web client', 'out', '', '/shell')

/** web/out-elsewhere is for any host of files: every page of it is bare. Made where NEXT_PUBLIC_PARLEY_URL names the server. */
const elsewhere = process.env.NEXT_PUBLIC_PARLEY_URL ?? ''
const elsewhereBuild = exported('Building the web client for another home', 'out-elsewhere', elsewhere, '/')

/** Lets the server compile its modules once, and keep them. */
const compilation = {
  stamp: at('node_modules', '.cache', 'parley', '.made'),
  print: () => fingerprint([...filesOf('backend'), ...filesOf('protocol/src'), 'package-lock.json']),
  fresh() {
    return !existsSync(at('backend', 'server.ts')) || isStamped(this.stamp, this.print())
  },
  async make() {
    mkdirSync(at('node_modules', '.cache', 'parley'), { recursive: true })
    await run('Compiling the server', runtime(), [at('bin', 'warm.ts')], { ...process.env, NODE_COMPILE_CACHE: at('node_modules', '.cache', 'parley') })
    writeFileSync(this.stamp, this.print())
  },
}

try {
  const steps = process.argv.includes('--no-build') ? [installation] : [installation, webBuild, ...(elsewhere ? [elsewhereBuild] : []), compilation]
  if (!steps.every((step) => step.fresh())) await underLock(() => bringUpToDate(steps))
} catch (error) {
  console.error(`\n${error.message}`)
  process.exitCode = 1
}

async function bringUpToDate(steps) {
  for (const step of steps) {
    if (step.fresh()) continue // another run made it while this one waited
    rmSync(step.stamp, { force: true })
    await step.make()
  }
}

/** Runs a command quietly; shows what it said only if it fails. */
async function run(title, command, args, env) {
  const started = Date.now()
  const show = process.stdout.isTTY ? ['\r\u001b[K', '\n'] : ['', '']
  process.stdout.write(`${title} …${show[0] ? '' : '\n'}`)
  const { code, said } = await output(command, args, env)
  if (code !== 0) throw new Error(`${said.trim()}\n\n${title}: failed (${code}).`)
  process.stdout.write(`${show[0]}${title}: done in ${((Date.now() - started) / 1000).toFixed(1)} s\n`)
}

function output(command, args, env) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'], shell: process.platform === 'win32' })
    const chunks = []
    child.stdout.on('data', (chunk) => chunks.push(chunk))
    child.stderr.on('data', (chunk) => chunks.push(chunk))
    child.once('error', (error) => resolve({ code: error.code, said: `${command} could not be started: ${error.message}` }))
    child.once('close', (code, signal) => resolve({ code: code ?? signal, said: Buffer.concat(chunks).toString() }))
    for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => child.kill(signal))
  })
}

/** The Node 24 of the lock where there is one for this machine; else the system's own. */
function runtime() {
  try {
    return createRequire(at('package.json')).resolve(`node-${process.platform}-${process.arch}/bin/node`)
  } catch {
    return process.execPath
  }
}

/** The environment npm would have outside any script: no local binaries in PATH, nothing that names one workspace. */
function withoutLocalBin() {
  const path = (process.env.PATH ?? '').split(delimiter).filter((folder) => !/node_modules[\\/]\.bin$|node-gyp-bin$/.test(folder))
  const kept = Object.entries(process.env).filter(
    ([name]) => !/^npm_(?!config_)|^npm_config_(local_prefix|workspace|workspaces|include_workspace_root)$|^NODE_ENV$/.test(name),
  )
  return { ...Object.fromEntries(kept), PATH: path.join(delimiter) }
}

function installedByAnother() {
  if (existsSync(at('node_modules', '.package-lock.json'))) return undefined
  return foreign.find(([, file]) => existsSync(at('node_modules')) && existsSync(at(file)))?.[0]
}

function isStamped(file, print) {
  return existsSync(file) && readFileSync(file, 'utf8') === print
}

function fingerprint(files, extra = []) {
  const hash = createHash('sha256').update(extra.join('\n'))
  for (const file of files) hash.update(`\n${file}\n`).update(existsSync(at(file)) ? readFileSync(at(file)) : '')
  return hash.digest('hex')
}

/** What the web client is made of, sorted; not what a build or a test run leaves behind. */
function filesOf(folder) {
  const left = new Set(['node_modules', 'out', 'out-elsewhere', '.next', 'tests', 'next-env.d.ts'])
  if (!existsSync(at(folder))) return []
  const entries = readdirSync(at(folder), { withFileTypes: true }).filter((entry) => !left.has(entry.name) && !entry.name.endsWith('.tsbuildinfo'))
  return entries.flatMap((entry) => (entry.isDirectory() ? filesOf(join(folder, entry.name)) : [join(folder, entry.name)])).sort()
}

/** One set-up at a time in this folder. The holder touches its lock file, so that one left by a crash is seen to be cold. */
async function underLock(work) {
  const lock = at('.parley', 'setup.lock')
  const mine = `${process.pid}`
  mkdirSync(at('.parley'), { recursive: true })
  let told = false
  while (!take(lock, mine)) {
    if (clearIfAbandoned(lock)) continue
    if (!told) console.log(`Waiting for another set-up (${relative(process.cwd(), lock)}) …`)
    told = true
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
  const warm = setInterval(() => touch(lock), 2_000)
  try {
    await work()
  } finally {
    clearInterval(warm)
    rmSync(lock, { force: true })
  }
}

function take(lock, mine) {
  try {
    writeFileSync(lock, mine, { flag: 'wx' })
    return true
  } catch (error) {
    if (error.code === 'EEXIST') return false
    throw error
  }
}

function clearIfAbandoned(lock) {
  const holder = look(lock)
  if (holder === undefined) return true
  if (holder.warm && isAlive(holder.pid)) return false
  const aside = `${lock}.${process.pid}`
  try {
    renameSync(lock, aside) // of several who wait, one moves the cold lock away
    if (look(aside)?.pid !== holder.pid) linkSync(aside, lock) // it was a newer one after all: give it back
    unlinkSync(aside)
  } catch (error) {
    if (error.code !== 'ENOENT' && error.code !== 'EEXIST') throw error
  }
  return true
}

function look(lock) {
  try {
    return { pid: Number(readFileSync(lock, 'utf8')), warm: Date.now() - statSync(lock).mtimeMs < 20_000 }
  } catch {
    return undefined
  }
}

function isAlive(pid) {
  if (!pid) return true // it is being written just now
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return error.code === 'EPERM'
  }
}

function touch(lock) {
  const now = new Date()
  if (existsSync(lock)) utimesSync(lock, now, now)
}
