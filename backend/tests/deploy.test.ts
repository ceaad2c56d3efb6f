import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readConfig } from '../config/index.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const read = (path: string) => readFileSync(join(root, path), 'utf8')
const matches = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map((match) => match[1] ?? '')

const dockerfile = read('deploy/docker/Dockerfile')
const compose = read('deploy/compose/compose.yaml')
const caddyfile = read('deploy/compose/Caddyfile')
const unit = read('deploy/systemd/parley.service')
const kubernetes = read('deploy/kubernetes/parley.yaml')

/** What the server reads, by its own source. */
const known = new Set(matches(read('backend/config/index.ts'), /^ {2}([A-Z][A-Z_]+):/gm))

/** Indented `NAME: value` lines, as an environment; what a person writes into .env is filled in. */
function environment(yaml: string, filled: Record<string, string> = {}): Record<string, string> {
  const pairs = [...yaml.matchAll(/^ +([A-Z][A-Z_]+): *(.*?)(?: #.*)?$/gm)].map(([, name = '', value = '']) => [name, value.replace(/^"(.*)"$/, '$1')] as const)
  return Object.fromEntries(pairs.map(([name, value]) => [name, value.replace(/\$\{(\w+):[?-]([^}]*)\}/g, (_, key, otherwise) => filled[key] ?? otherwise)]))
}

/** A block of YAML at the top or one level down: its lines up to the next that is indented as little. */
function block(yaml: string, head: RegExp): string {
  const lines = yaml.split('\n')
  const at = lines.findIndex((line) => head.test(line))
  if (at === -1) throw new Error(`${head} is not there`)
  const depth = (line: string) => line.search(/\S/)
  const end = lines.findIndex((line, i) => i > at && line.trim() !== '' && depth(line) <= depth(lines[at] ?? ''))
  return lines.slice(at, end === -1 ? undefined : end).join('\n')
}

const namesOf = (values: Record<string, string>) => Object.keys(values)

test('what the server reads is found in its source', () => {
  expect([...known]).toEqual(expect.arrayContaining(['PORT', 'DATABASE_URL', 'BROKER_URL', 'NODE_NAME', 'TRUSTED_PROXIES']))
})

describe('the Dockerfile', () => {
  const copied = [...dockerfile.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '))

  test('copies what is there, and the builder is sent it', () => {
    expect(copied.length).toBeGreaterThan(10)
    expect(copied.filter((path) => !existsSync(join(root, path)))).toEqual([])
    const sent = new Set(matches(read('.dockerignore'), /^!(.+)$/gm))
    expect(copied.filter((path) => !sent.has(path.split('/')[0] ?? ''))).toEqual([])
  })

  test('all that the command line loads is in it, but the demo', () => {
    const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
    const copied = [...final.matchAll(/^COPY (?!--from)(.+) \S+$/gm)].flatMap(([, paths = '']) => paths.split(' '))
    const loaded = new Set<string>()
    const follow = (file: string): void => {
      if (loaded.has(file)) return
      loaded.add(file)
      const names = matches(read(file), /(?:from |import\()'(\.[^']+)'/g).map((name) => join(dirname(file), name))
      for (const name of names.filter((each) => each !== 'bin/demo.ts')) follow(name)
    }
    follow('bin/parley.mjs')
    expect([...loaded]).toContain('bin/moving/asked.ts')
    expect([...loaded].filter((file) => !copied.some((path) => file === path || file.startsWith(`${path}/`)))).toEqual([])
  })

  test('takes all that the server imports, and the files it opens, along', () => {
    const final = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '))
    for (const path of ['package.json', 'backend', 'protocol/src', 'web/out', 'bin/parley.mjs', 'node_modules']) expect(final).toContain(path)
  })

  test('sets variables that the server reads, listens where it says, and runs as nobody in particular', () => {
    const set = matches(dockerfile, /^ENV ([A-Z_]+)=/gm)
    expect(set).toEqual(['DATA_DIR'])
    expect(set.filter((name) => !known.has(name))).toEqual([])
    expect(dockerfile).toContain(`EXPOSE ${readConfig({}).port}`)
    expect(dockerfile).toMatch(/^USER 1000:1000$/m)
  })
})

describe('Compose', () => {
  const secrets = { POSTGRES_PASSWORD: 'a1b2c3', NATS_PASSWORD: 'd4e5f6', PUBLIC_URL: 'https://chat.example.org' }
  const shared = environment(block(compose, /^x-environment:/), secrets)
  const nodes = ['node-1', 'node-2', 'node-3'].map((name) => ({ name, text: block(compose, new RegExp(`^ {2}${name}:`)) }))

  test('gives each node what it reads, and the node takes it', () => {
    expect(namesOf(shared).filter((name) => !known.has(name))).toEqual([])
    for (const { name, text } of nodes) {
      const config = readConfig({ ...shared, ...environment(text, secrets) })
      expect(config).toMatchObject({ nodeName: name, publicUrl: secrets.PUBLIC_URL, databaseUrl: 'postgres://parley:a1b2c3@postgres:5432/parley' })
      expect(config.broker).toMatchObject({ servers: ['nats:4222'], user: 'parley', pass: 'd4e5f6' })
    }
  })

  test('has no password of its own, and does not start without those asked for', () => {
    const asked = matches(compose, /\$\{(\w*PASSWORD)/g)
    expect(new Set(asked)).toEqual(new Set(['POSTGRES_PASSWORD', 'NATS_PASSWORD']))
    expect(matches(compose, /\$\{(\w*PASSWORD):\?/g)).toEqual(asked)
  })

  test('has a balancer that knows every node by its name and port, and that every node believes', () => {
    const upstreams = matches(caddyfile, /reverse_proxy (.+) \{/g)
      .join()
      .split(' ')
    expect(upstreams).toEqual(nodes.map(({ name }) => `${name}:${readConfig({}).port}`))
    expect(caddyfile).toContain('health_uri /readyz')
    expect(environment(block(compose, /^ {2}balancer:/), secrets)).toEqual({ PUBLIC_URL: secrets.PUBLIC_URL })
    expect(readConfig(shared).trustedProxies).toEqual(matches(compose, /ipv4_address: (\S+)/g))
  })
})

describe('systemd', () => {
  const set = Object.fromEntries([...unit.matchAll(/^Environment=([A-Z_]+)=(.*)$/gm)].map(([, name = '', value = '']) => [name, value]))

  test('sets what the server reads, and Node beside it', () => {
    expect(namesOf(set).filter((name) => !known.has(name))).toEqual(['NODE_COMPILE_CACHE'])
    expect(readConfig(set)).toMatchObject({ host: '127.0.0.1', dataDir: '/var/lib/parley' })
  })

  test('writes only into the folders that systemd makes for it', () => {
    expect(set.DATA_DIR).toBe(`/var/lib/${matches(unit, /^StateDirectory=(.+)$/gm)[0]}`)
    expect(set.NODE_COMPILE_CACHE).toBe(`/var/cache/${matches(unit, /^CacheDirectory=(.+)$/gm)[0]}`)
  })

  test('starts the Node of the lock', () => {
    const [name] = matches(unit, /^ExecStart=\/opt\/parley\/node_modules\/([^/]+)\/bin\/node bin\/parley\.mjs start$/gm)
    expect(namesOf(JSON.parse(read('package.json')).optionalDependencies)).toContain(name)
  })
})

describe('Kubernetes', () => {
  test('gives the pods what the server reads, and the server takes it', () => {
    const plain = environment(block(kubernetes, /^data:/))
    const single = matches(block(kubernetes, /^ {10}env:/), /- name: ([A-Z_]+)/g)
    expect(namesOf(plain)).toEqual(['PUBLIC_URL', 'TRUSTED_PROXIES', 'LOG_LEVEL'])
    expect(single).toEqual(['NODE_NAME', 'DATABASE_URL', 'BROKER_URL'])
    expect([...namesOf(plain), ...single].filter((name) => !known.has(name))).toEqual([])
    expect(readConfig(plain).publicUrl).toBe('https://chat.example.org')
  })

  test('asks the pods at the port where they listen', () => {
    expect(matches(kubernetes, /containerPort: (\d+)/g)).toEqual([String(readConfig({}).port)])
    expect(matches(kubernetes, / {14}path: (\S+)/g)).toEqual(['/healthz', '/readyz', '/healthz'])
  })
})
