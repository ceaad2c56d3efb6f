import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/**
 * uWebSockets is not among our packages: it is 98 MB, for binaries of every system. Those for Node 22 and newer want a glibc of 2.38,
 * which Debian 12 has not; the one for Node 20 runs everywhere, so that Node comes with it, from npm too.
 */
const packages = ['uwebsockets@3.0.6', `node-${process.platform}-${process.arch}@20.20.2`]
const folder = fileURLToPath(new URL('../../.parley/peers', import.meta.url))

/** Fetches it once into `.parley/peers`, and answers how it is started. */
export function uwsCommand(port: number): string[] {
  const [uws, node] = [join(folder, 'node_modules', 'uwebsockets'), join(folder, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node')]
  if (!existsSync(join(uws, 'uws.js')) || !existsSync(node)) {
    mkdirSync(folder, { recursive: true })
    const { status } = spawnSync('npm', ['install', '--prefix', folder, '--no-save', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], {
      stdio: 'inherit',
    })
    if (status !== 0) throw new Error('uWebSockets could not be fetched; leave it out: --only parley,ws,socketio')
  }
  return [node, fileURLToPath(new URL('uws.cjs', import.meta.url)), uws, String(port)]
}
