import { globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

/** Read top to bottom: a layer may import those named on its right, itself, and nothing else of ours. `app.ts`, `index.ts` and, of several processes, `workers` put all together. */
const mayImport: Record<string, readonly string[]> = {
  workers: ['server', 'logger', 'profile', 'http', 'services', 'store', 'broker', 'config', 'utils'],
  http: ['routes', 'controllers', 'models', 'protocol', 'utils'],
  routes: ['controllers', 'models', 'protocol', 'utils'],
  controllers: ['services', 'models', 'protocol', 'utils'],
  socket: ['services', 'broker', 'models', 'protocol', 'utils'],
  services: ['store', 'broker', 'models', 'protocol', 'utils'],
  store: ['models', 'protocol', 'utils'],
  broker: ['models', 'protocol', 'utils'],
  models: ['protocol'],
  config: ['protocol', 'utils'],
  utils: [],
}

/** What a type alone may be taken from besides: the shape of the whole, and the words in which a neighbour is spoken to. */
const mayName: Record<string, readonly string[]> = {
  workers: ['app'],
  routes: ['app', 'services'],
  controllers: ['app', 'routes'],
  http: ['app', 'config', 'services', 'socket'],
  socket: ['store'],
  broker: ['store', 'config'],
}

interface Import {
  file: string
  /** The specifier as written. */
  from: string
  typeOnly: boolean
}

const sources = (pattern: string): string[] =>
  globSync(pattern, { cwd: root, exclude: (path) => /(^|\/)(node_modules|tests|out|\.next)(\/|$)/.test(String(path)) }).filter(
    (file) => !file.includes('.test.'),
  )

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8')
  const statements = text.matchAll(/^(?:import|export)\s+(type\s)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]/gm)
  const calls = text.matchAll(/(?:\bimport\(\s*|new URL\(\s*(?=[^)]*\.ts['"]))['"]([^'"]+)['"]/g)
  return [
    ...Array.from(statements, ([, type, from]) => ({ file, from: from ?? '', typeOnly: type !== undefined })),
    ...Array.from(calls, ([, from]) => ({ file, from: from ?? '', typeOnly: false })),
  ]
}

/** The layer or workspace of ours that an import leads to; undefined for packages and for Node's own. */
function targetOf({ file, from }: Import): string | undefined {
  if (from.startsWith('@parley/')) return from.split('/')[1]
  if (!from.startsWith('.')) return undefined
  const [workspace = '', layer = ''] = relative(root, join(root, dirname(file), from)).split('/')
  return workspace === 'backend' ? layer.replace(/\.ts$/, '') : workspace
}

const said = (wrong: Import[]) => wrong.map(({ file, from }) => `${file} imports ${from}`)

describe('imports point one way', () => {
  test('in the backend', () => {
    const imports = sources('backend/*/**/*.ts').flatMap(importsOf)
    expect(imports.length).toBeGreaterThan(100)
    const wrong = imports.filter((each) => {
      const layer = each.file.split('/')[1] ?? ''
      const target = targetOf(each)
      if (target === undefined || target === layer) return false
      return !(mayImport[layer]?.includes(target) || (each.typeOnly && mayName[layer]?.includes(target)))
    })
    expect(said(wrong)).toEqual([])
  })

  test.each([
    ['protocol', ['protocol'], ['zod']],
    ['client', ['client', 'protocol'], []],
    ['web', ['web', 'client', 'protocol'], undefined],
  ] as const)('in %s', (workspace, ours, packages) => {
    const imports = sources(`${workspace}/**/*.{ts,tsx}`)
      .filter((file) => !file.endsWith('.d.ts') && !/config\.ts$/.test(file))
      .flatMap(importsOf)
    expect(imports.length).toBeGreaterThan(5)
    const wrong = imports.filter((each) => {
      const target = targetOf(each)
      if (target !== undefined) return !(ours as readonly string[]).includes(target)
      return packages !== undefined && !(packages as readonly string[]).includes(each.from)
    })
    expect(said(wrong)).toEqual([])
  })

  test('no workspace reaches into another past its door', () => {
    const wrong = sources('{protocol,client,backend,web}/**/*.{ts,tsx}')
      .flatMap(importsOf)
      .filter((each) => each.from.startsWith('.') && !relative(root, join(root, dirname(each.file), each.from)).startsWith(`${each.file.split('/')[0]}/`))
      .filter((each) => !each.file.endsWith('next-env.d.ts'))
    expect(said(wrong)).toEqual([])
  })

  test('browsers load no schema library', () => {
    const wrong = sources('{client,web}/**/*.{ts,tsx}')
      .flatMap(importsOf)
      .filter((each) => !each.typeOnly && (each.from === '@parley/protocol/schemas' || /^zod(\/|$)/.test(each.from)))
    expect(said(wrong)).toEqual([])
  })
})

test('the environment is read in one folder', () => {
  const readers = sources('{protocol,client,backend}/**/*.ts').filter((file) => /\bprocess\.env\b/.test(readFileSync(join(root, file), 'utf8')))
  expect(readers.filter((file) => !file.startsWith('backend/config/'))).toEqual([])
})

test('nothing asks a page over plain HTTP for what only secure ones have', () => {
  const askers = sources('{client,web}/**/*.{ts,tsx}').filter((file) => /\bcrypto\.(?:randomUUID\(|subtle\b)/.test(readFileSync(join(root, file), 'utf8')))
  expect(askers).toEqual([])
})
