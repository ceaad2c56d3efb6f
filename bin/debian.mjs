// Programs that the tests need from Debian: the test command brings them up itself where it may, and says the one line to run where it may not.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'

/** `named`: the variable that names another one. */
const program = (title, named, usual, packages, without = '') => ({ title, named, file: process.env[named] || usual, packages, without })

export const chromium = program(
  'The browser tests need Chromium',
  'CHROMIUM',
  '/usr/bin/chromium',
  ['chromium', 'fonts-noto-color-emoji'],
  ', or leave them out: npm test -- --no-browser',
)
/** The engine alone, which most of them need; whoever names a Chromium has it do this, too. */
export const chromiumShell = program(chromium.title, 'CHROMIUM', '/usr/bin/chromium-headless-shell', ['chromium-headless-shell'], chromium.without)
export const natsServer = program('The tests of several nodes need a NATS server', 'NATS_SERVER', '/usr/sbin/nats-server', ['nats-server'])

/** Installs a program unless it is there. Answers what is in the way, if anything. */
export function install({ title, named, file, packages, without }) {
  if (existsSync(file)) return undefined
  if (process.env[named]) return `${named} names ${file}, which does not exist`
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`
  if (process.getuid?.() !== 0) return `${title}. Run: sudo sh -c '${command}'  (or name one in ${named}${without})`
  console.log(`Installing ${packages[0]} …`)
  // Its service is not ours: what the tests need they start themselves, on ports of their own.
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive', RUNLEVEL: '1' }
  const { status, stdout, stderr } = spawnSync('sh', ['-c', command], { env, encoding: 'utf8' })
  return status === 0 && existsSync(file) ? undefined : `${stdout}${stderr}\n${packages[0]} could not be installed`
}
