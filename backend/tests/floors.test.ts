import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import Database from 'better-sqlite3'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))
const json = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

/** What is installed for a workspace, not what its package.json asks for. */
function installed(workspace: string, name: string): string {
  const folders = createRequire(join(root, workspace, 'package.json')).resolve.paths(name) ?? []
  const found = folders.map((folder) => join(folder, name, 'package.json')).find(existsSync)
  if (!found) throw new Error(`${name} is not installed for ${workspace}`)
  return json(found).version
}

function isAtLeast(version: string, floor: string): boolean {
  const [have, need] = [version, floor].map((each) => each.split('-', 1).join().split('.').map(Number))
  const at = need?.findIndex((part, i) => part !== have?.[i]) ?? -1
  return at === -1 || (have?.[at] ?? 0) > (need?.[at] ?? 0)
}

describe('[S91] nothing below its floor', () => {
  test('floors are compared as numbers', () => {
    expect(['8.23.0', '8.100.0', '9.0.0'].map((version) => isAtLeast(version, '8.23.0'))).toEqual([true, true, true])
    expect(['8.22.9', '8.3.0', '7.99.99'].map((version) => isAtLeast(version, '8.23.0'))).toEqual([false, false, false])
  })

  test.each([
    ['backend', 'ws', '8.23.0'], // floods of tiny fragments
    ['web', 'next', '16.2.6'], // the advisories of May 2026; only the build runs it
    ['web', 'react', '19.2.6'],
    ['web', 'react-dom', '19.2.6'],
  ])('%s: %s', (workspace, name, floor) => {
    const version = installed(workspace, name)
    expect(isAtLeast(version, floor), `${name} is ${version}`).toBe(true)
  })

  test('SQLite, as the driver bundles it: before 3.51.3 a reset of the WAL could corrupt', () => {
    const db = new Database(':memory:')
    const version = db.prepare('select sqlite_version()').pluck().get() as string
    db.close()
    expect(isAtLeast(version, '3.51.3'), `SQLite is ${version}`).toBe(true)
  })

  test('Node, as it runs this', () => expect(isAtLeast(process.versions.node, '24.0.0'), process.version).toBe(true))
})

describe('[S91] the lock', () => {
  const packages: [string, { resolved?: string; integrity?: string; link?: boolean; hasInstallScript?: boolean; version?: string }][] = Object.entries(
    json(join(root, 'package-lock.json')).packages,
  )
  const fromRegistry = packages.filter(([path, { link }]) => path.includes('node_modules/') && !link)

  test('every package is named with its hash, and comes from the registry', () => {
    expect(fromRegistry.length).toBeGreaterThan(100)
    expect(fromRegistry.filter(([, { integrity }]) => !integrity?.startsWith('sha512-')).map(([path]) => path)).toEqual([])
    expect(fromRegistry.filter(([, { resolved }]) => resolved && new URL(resolved).host !== 'registry.npmjs.org').map(([path]) => path)).toEqual([])
  })

  test('every install script was decided on', () => {
    const decided = Object.keys(json(join(root, 'package.json')).allowScripts)
    const scripts = fromRegistry
      .filter(([, { hasInstallScript }]) => hasInstallScript)
      .map(([path, { version }]) => `${path.split('node_modules/').at(-1)}@${version}`)
    expect(scripts.filter((script) => !decided.includes(script))).toEqual([])
  })

  test('our own dependencies are pinned exactly', () => {
    const loose = ['.', 'protocol', 'client', 'backend', 'web'].flatMap((workspace) => {
      const { dependencies, devDependencies, optionalDependencies } = json(join(root, workspace, 'package.json'))
      return Object.entries<string>({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(
        ([, range]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(range),
      )
    })
    expect(loose).toEqual([])
  })
})
