// The command line. Plain ESM that Node 20 can parse: on an older Node it hands over to the Node 24 of the lock before anything is imported.
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import nodeModule, { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'

const help = `Usage: node bin/parley.mjs <command>   (or npm start, npm run dev, npm run demo)

  start              serve the web client, the REST API and the socket
  start --api-only   the same without the web client
  dev                the same with hot reload
  demo               serve a workspace filled with an example conversation
  demo --fill-only   fill it, and serve nothing

  backup [--to FOLDER]        write all of the workspace into a folder, also while it is served
  restore FOLDER [--to PLACE] put a backup into an empty database
  migrate --to PLACE          move the workspace to another database; clients resume there
  migrate --undo              give a move up that was interrupted
  epoch new                   make all clients start over, after a database was taken back in time by other means
  check [--repair]            count again what is told without being counted, and mend it while nothing is served
  bench                       measure for half a minute what this machine is good for; --quick, --json

  PLACE is postgres://user:password@host:5432/name, or the folder of an SQLite.

  --help, --version

Settings come from the environment or from .env at the root of the repository; .env.example names them all.`

const taken = { start: ['--api-only'], demo: ['--fill-only'] }
const house = ['backup', 'restore', 'migrate', 'epoch', 'check']
const asking = [...house, 'bench'] // what ends by itself, and reads its own options
const modes = { start: 'start', dev: 'dev', demo: 'start' }
const from = process.cwd()
const root = fileURLToPath(new URL('..', import.meta.url))
const [command = '--help', ...flags] = process.argv.slice(2)

if (command === '--help' || command === 'help') console.log(help)
else if (command === '--version') console.log(JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version)
else if (!Object.hasOwn(modes, command) && !asking.includes(command)) refuse(`There is no command "${command}".`, 2)
else if (!asking.includes(command) && flags.some((flag) => !taken[command]?.includes(flag))) refuse(`"${command}" does not take ${flags.join(' ')}.`, 2)
else {
  if (process.env.npm_lifecycle_event) stopWithParent()
  if (Number(process.versions.node.split('.')[0]) < 24) runOnNode24()
  else if (house.includes(command)) await moveHouse()
  else if (command === 'bench') await bench()
  else await serve()
}

async function serve() {
  prepare()
  process.env.NEXT_TELEMETRY_DISABLED = '1' // no request to anybody
  process.env.PARLEY_MODE = flags.includes('--api-only') ? 'api-only' : modes[command]
  await import(command === 'demo' ? './demo.ts' : '../backend/index.ts')
}

async function moveHouse() {
  prepare()
  const { run } = await import('./moving.ts')
  process.exitCode = await run(command, flags, from)
}

async function bench() {
  prepare()
  const { run } = await import('./bench.ts')
  process.exitCode = await run(flags)
}

function prepare() {
  process.chdir(root) // so that ./data and .env mean the same from every folder
  if (existsSync('.env')) process.loadEnvFile('.env')
  hideExperimentalWarnings()
  keepCompiled()
}

/** Stripped and compiled modules are kept: the second start is faster, and no thread loads the type stripper (40 MB less). */
function keepCompiled() {
  process.env.NODE_COMPILE_CACHE ??= `${root}node_modules/.cache/parley`
  nodeModule.enableCompileCache(process.env.NODE_COMPILE_CACHE)
}

/** Says the same as --disable-warning=ExperimentalWarning, which a running process cannot be given any more. */
function hideExperimentalWarnings() {
  const shown = process.listeners('warning')
  process.removeAllListeners('warning')
  process.on('warning', (warning) => {
    if (warning.name !== 'ExperimentalWarning') for (const show of shown) show(warning)
  })
}

/** A package manager that is told to stop tells its shell, which ends without telling us. */
function stopWithParent() {
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    process.kill(process.pid, 'SIGTERM')
  }, 500)
  watch.unref()
}

function runOnNode24() {
  const child = spawn(node24(), ['--disable-warning=ExperimentalWarning', ...process.argv.slice(1)], { stdio: 'inherit' })
  for (const signal of ['SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
  process.on('SIGINT', () => process.stdin.isTTY || child.kill('SIGINT')) // a terminal sends Ctrl-C to both itself
  child.once('error', (error) => refuse(`Node 24 could not be started: ${error.message}`))
  child.once('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal === 'SIGINT' ? 2 : 15)
  })
}

function node24() {
  const name = `node-${process.platform}-${process.arch}`
  try {
    return createRequire(import.meta.url).resolve(`${name}/bin/node`)
  } catch {
    refuse(
      `Parley runs on Node 24 or newer; this is ${process.version}, and the package ${name} is not installed.\nRun "npm install" at the root of the repository, or use a newer Node.`,
    )
    process.exit()
  }
}

function refuse(reason, code = 1) {
  console.error(`${reason}\n\nparley --help tells what there is.`)
  process.exitCode = code
}
