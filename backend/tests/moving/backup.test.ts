import { createHash, randomUUID } from 'node:crypto'
import { copyFileSync, existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { Client } from '@parley/client'
import { describe, expect, test, vi } from 'vitest'
import { claimPort } from '../../../bench/port.ts'
import { parse } from '../../../bin/moving/asked.ts'
import { reporter } from '../../../bin/moving/reporter.ts'
import { run } from '../../../bin/moving.ts'
import { type Address, sqliteAt } from '../../store/moving/address.ts'
import { Archive } from '../../store/moving/archive.ts'
import { backup } from '../../store/moving/backup.ts'
import { readLines } from '../../store/moving/lines.ts'
import { migrate, undo } from '../../store/moving/migrate.ts'
import { renewEpoch, restore } from '../../store/moving/restore.ts'
import type { Told } from '../../store/moving/told.ts'
import { openSqlite } from '../../store/sqlite/index.ts'
import { startServer } from '../harness.ts'
import { all, anyRows, isThere, look, newFolder, newSqlite, put, silent, sorted } from './workspace.ts'

const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)
const folderOf = (address: Address): string => (address.kind === 'sqlite' ? address.folder : '')

/** A backup of anything. */
async function anyBackup(count = 20): Promise<{ folder: string; source: Address }> {
  const [source, folder] = [newSqlite(), newFolder()]
  await put(source, anyRows(seed, count))
  await backup(source, folder, '0.0.0', silent)
  return { folder, source }
}

describe(`backup and restore on SQLite (seed ${seed})`, () => {
  test('every column of every table comes back as it was, and only the epoch is new', async () => {
    const [source, target, folder, rows] = [newSqlite(), newSqlite(), newFolder(), anyRows(seed, 1_200)]
    await put(source, rows)
    const manifest = await backup(source, folder, '0.0.0', silent)
    expect(manifest.parts.messages.rows).toBe(1_200)
    expect(readdirSync(join(folder, '..'))).toEqual(['there'])
    for (const file of readdirSync(folder)) expect(statSync(join(folder, file)).mode & 0o777, file).toBe(0o600)
    await restore(folder, target, silent)
    const there = await look(target)
    const epoch = String(there.rows.workspace[0]?.epoch)
    expect(epoch).not.toBe(rows.workspace[0]?.epoch)
    expect(sorted(there.rows)).toEqual(sorted(rows, epoch))
    expect(there.fence).toBeUndefined()
    expect(sorted((await look(source)).rows), 'the source is as it was').toEqual(sorted(rows))
  })

  test('a damaged backup is refused in words before anything is written', async () => {
    const { folder } = await anyBackup()
    const damages: [string, (folder: string) => void, RegExp][] = [
      ['one bit', (at) => flip(join(at, 'messages.jsonl.gz')), /damaged: messages\.jsonl\.gz is not what was written/],
      ['half a row', (at) => rewrite(at, 'reads', (text) => text.slice(0, -5)), /reads\.jsonl\.gz cannot be read \(its last line has no end\)/],
      [
        'a number for a text',
        (at) => rewrite(at, 'reads', (text) => text.replace(/"user_id":"(?:[^"\\]|\\.)*"/, '"user_id":1')),
        /A row of reads has other columns/,
      ],
      ['a missing file', (at) => rmSync(join(at, 'reads.jsonl.gz')), /not whole: reads\.jsonl\.gz is missing/],
      ['a wrong count', (at) => change(at, (manifest) => manifest.parts.users.rows++), /users\.jsonl\.gz holds 20 rows, and manifest\.json says 21/],
      ['no rows', (at) => change(at, (manifest) => delete manifest.parts.scopes), /tables scopes are missing/],
      ['a newer format', (at) => change(at, (manifest) => (manifest.format = 2)), /format 2; this version of Parley reads 1\. Restore it with a newer version/],
      ['other tables', (at) => change(at, (manifest) => manifest.schema.push('0099-later')), /tables of 0099-later/],
      ['words for a manifest', (at) => writeFileSync(join(at, 'manifest.json'), 'all is well'), /it is not JSON/],
      ['no manifest', (at) => rmSync(join(at, 'manifest.json')), /is no backup: there is no manifest\.json/],
      ['a file of elsewhere', (at) => change(at, (manifest) => (manifest.parts.users.file = '../users.jsonl.gz')), /manifest\.json is damaged/],
    ]
    for (const [what, damage, words] of damages) {
      const [damaged, target] = [copyOf(folder), newSqlite()]
      damage(damaged)
      await expect(restore(damaged, target, silent), what).rejects.toThrow(words)
      expect(isThere(target), what).toBe(false)
    }
    const target = newSqlite()
    await restore(copyOf(folder), target, silent)
    expect(isThere(target), 'the copy itself is sound').toBe(true)
  })

  test('an interrupted backup is none; what stands is not written over', async () => {
    const { folder, source } = await anyBackup()
    await expect(backup(source, folder, '0.0.0', silent)).rejects.toThrow(/holds something already/)
    const other = newFolder()
    const interrupted: Told = { ...silent, done: (name) => (name === 'messages' ? fail('cut off') : undefined) }
    await expect(backup(source, other, '0.0.0', interrupted)).rejects.toThrow('cut off')
    expect(readdirSync(join(other, '..'))).toEqual([])
    await expect(restore(folder, source, silent)).rejects.toThrow(/holds the workspace .* already, and is left as it is/s)
    await expect(backup(newSqlite(), newFolder(), '0.0.0', silent)).rejects.toThrow(/There is no workspace in/)
    await expect(migrate(newSqlite(), newSqlite(), silent)).rejects.toThrow(/There is no workspace in/)
  })

  test('a restore that was interrupted is not served, and can be begun again', async () => {
    const [{ folder }, target] = [await anyBackup(), newSqlite()]
    const interrupted: Told = { ...silent, done: (name) => (name === 'sessions' && isThere(target) ? fail('cut off') : undefined) }
    await expect(restore(folder, target, interrupted)).rejects.toThrow('cut off')
    await expect(openSqlite(folderOf(target))).rejects.toThrow(/must not be served: it is not whole.*Start the same "migrate" or "restore" again/)
    await expect(backup(target, newFolder(), '0.0.0', silent)).rejects.toThrow(/is not whole/)
    await expect(migrate(target, newSqlite(), silent)).rejects.toThrow(/is not whole/)
    await expect(undo(target)).rejects.toThrow(/is not whole/)
    await restore(folder, target, silent)
    await using store = await openSqlite(folderOf(target))
    expect(store.identity.epoch).toBeTruthy()
  })

  test('[I2] a backup under load is one moment: dense numbers up to the clock, and nothing above it', { timeout: 120_000 }, async () => {
    await using server = await startServer({ DATABASE_URL: '' })
    const people = [await server.register('Ada'), await server.register('Ben')]
    let over = false
    let sent = 0
    const writing = people.map(async (person) => {
      for (; !over; sent++) await person.say('message.send', { id: randomUUID(), channelId: server.generalId, content: `m${sent}` })
    })
    await vi.waitUntil(() => sent > 50, { timeout: 30_000 })
    const folder = newFolder()
    const { parts } = await backup(sqliteAt(server.dataDir), folder, '0.0.0', silent)
    const during = sent
    await vi.waitUntil(() => sent > during + 10, { timeout: 30_000 })
    over = true
    await Promise.all(writing)
    const rows = async (name: 'scopes' | 'messages') => await all(readLines(join(folder, parts[name].file), name))
    const scope = (await rows('scopes')).find(({ id }) => id === server.generalId)
    const messages = (await rows('messages')).filter(({ channel_id }) => channel_id === server.generalId)
    expect(messages.length).toBeGreaterThan(50)
    expect(sent).toBeGreaterThan(messages.length)
    expect(messages.map(({ seq }) => seq)).toEqual(Array.from({ length: Number(scope?.last_seq) }, (_, at) => at + 1))
    expect(Math.max(...messages.map(({ rev }) => Number(rev)))).toBeLessThanOrEqual(Number(scope?.clock))
  })

  test('[C15][C16] a client that saw more than the backup has starts over, once, and keeps its session', { timeout: 120_000 }, async () => {
    const env = { DATABASE_URL: '', PORT: String(await claimPort()) }
    const folder = newFolder()
    const before = await startServer(env)
    const ada = await before.register('Ada')
    await ada.say('message.send', { channelId: before.generalId, content: 'kept' })
    let resets = 0
    const client = new Client({ url: before.url, token: ada.token }, { reset: () => resets++ })
    try {
      client.timeline(before.generalId).subscribe(() => {})
      client.start()
      const shown = () =>
        client
          .timeline(before.generalId)
          .get()
          .entries.map(({ content }) => content)
      await client.timeline(before.generalId).openNewest()
      await backup(sqliteAt(before.dataDir), folder, '0.0.0', silent)
      await ada.say('message.send', { channelId: before.generalId, content: 'lost' })
      await vi.waitUntil(() => shown().join() === 'kept,lost', { timeout: 30_000 })
      const [sofar, target] = [resets, newSqlite()]
      await before[Symbol.asyncDispose]()
      await restore(folder, target, silent)
      // The new history passes the old one before the client looks: its clocks alone could not tell.
      const store = await openSqlite(folderOf(target))
      for (const content of ['other', 'words', 'here'])
        await store.append({ id: randomUUID(), channelId: store.identity.defaultChannelId, authorId: ada.id, content, replyTo: undefined, meta: undefined })
      await store[Symbol.asyncDispose]()
      await using after = await startServer({ ...env, DATA_DIR: folderOf(target) })
      await vi.waitUntil(() => client.status.get().at === 'online', { timeout: 30_000 })
      await client.timeline(after.generalId).openNewest()
      await vi.waitFor(() => expect(shown()).toEqual(['kept', 'other', 'words', 'here']), { timeout: 30_000 })
      expect(resets).toBe(sofar + 1)
    } finally {
      client.stop()
    }
  })

  test('[C15] a copied folder gets a new epoch by a command, but not while it is served', async () => {
    const source = newSqlite()
    const first = await openSqlite(folderOf(source))
    const { epoch } = first.identity
    await expect(renewEpoch(source)).rejects.toThrow(/Another Parley \(process \d+\) is using/)
    await first[Symbol.asyncDispose]()
    await renewEpoch(source)
    await using again = await openSqlite(folderOf(source))
    expect(again.identity.epoch).not.toBe(epoch)
  })

  test('a text with a line separator in it is one text', async () => {
    const { folder } = await anyBackup(40)
    const archive = await Archive.open(folder)
    const names = (await all(archive.pages('users'))).map(({ name }) => String(name))
    expect(names.some((name) => name.includes('\u2028'))).toBe(true)
    expect(names).toHaveLength(40)
  })
})

describe('the words after the command', () => {
  test.each([
    ['backup', [], { do: 'backup', folder: undefined }],
    ['backup', ['--to', 'x'], { do: 'backup', folder: '/quay/x' }],
    ['restore', ['/x'], { do: 'restore', folder: '/x', to: undefined }],
    ['restore', ['x', '--to=y'], { do: 'restore', folder: '/quay/x', to: sqliteAt('/quay/y') }],
    ['migrate', ['--to', 'sqlite:./data'], { do: 'migrate', to: sqliteAt('/quay/data') }],
    ['migrate', ['--to', 'sqlite:///data'], { do: 'migrate', to: sqliteAt('/data') }],
    ['migrate', ['--to', 'postgres://h/db'], { do: 'migrate', to: { kind: 'postgres', url: 'postgres://h/db', setting: '--to' } }],
    ['migrate', ['--undo'], { do: 'undo' }],
    ['epoch', ['new'], { do: 'epoch' }],
  ] as const)('%s %j', (command, words, asked) => expect(parse(command, words, '/quay')).toEqual(asked))

  test.each([
    ['backup', ['--undo'], /"backup" does not take --undo/],
    ['backup', ['here'], /"backup" does not take here/],
    ['backup', ['--to'], /--to takes a value/],
    ['backup', ['--to', ''], /--to is empty/],
    ['backup', ['--to', 'postgres://h/db'], /neither/],
    ['restore', [], /takes the folder of a backup/],
    ['restore', ['x', 'y'], /does not take y/],
    ['migrate', [], /takes --to .* or --undo/],
    ['migrate', ['--undo', '--to', 'x'], /takes --to .* or --undo/],
    ['migrate', ['--to', 'mysql://h/db'], /--to is neither postgres:\/\/… nor a folder/],
    ['migrate', ['--to', 'postgres://ada:s3cret@h'], /^--to names no database(?!.*s3cret)/],
    ['migrate', ['--to', 'data/parley.sqlite'], /names a file/],
    ['epoch', ['old'], /It is "epoch new"/],
  ] as const)('%s %j is refused', (command, words, said) => expect(() => parse(command, words, '/quay')).toThrow(said))
})

describe('the command line', () => {
  test('exit codes: 2 for what was asked in a wrong way, 1 for what did not succeed; one sentence each', async () => {
    const said = vi.spyOn(console, 'error').mockImplementation(() => {})
    try {
      expect(await run('migrate', ['--bak'], '/quay')).toBe(2)
      expect(said).toHaveBeenLastCalledWith('"migrate" does not take --bak.\n\nparley --help tells what there is.')
      expect(await run('restore', ['/nowhere'], '/quay')).toBe(1)
      expect(said).toHaveBeenLastCalledWith('restore did not succeed. /nowhere is no backup: there is no manifest.json in it.')
    } finally {
      said.mockRestore()
    }
  })

  test('progress: a line that changes on a terminal, lines elsewhere, and the sum at the end', () => {
    const shown = (isTTY: boolean): string => {
      let [text, now] = ['', 1_000]
      const told = reporter({ isTTY, write: (line: string) => (text += line) } as unknown as NodeJS.WriteStream, () => now)
      told.begin('copying', 4_000)
      told.done('users', 10)
      now += 5_000
      told.done('messages', 990)
      now += 50
      told.done('messages', 3_000)
      now += 14_950
      told.end()
      return text
    }
    expect(shown(false)).toBe('copying messages: 1,000 of 4,000 rows, 200 a second, 15 s left\ncopying: 4,000 rows in 20.0 s, 200 a second\n')
    const bar = '━'.repeat(8) + '╌'.repeat(24)
    expect(shown(true)).toBe(
      `\r\x1b[Kcopying ${bar} messages: 1,000 of 4,000 rows, 200 a second, 15 s left\r\x1b[Kcopying: 4,000 rows in 20.0 s, 200 a second\n`,
    )
  })
})

const fail = (reason: string): never => {
  throw new Error(reason)
}

function flip(file: string): void {
  const bytes = readFileSync(file)
  const at = Math.floor(bytes.length / 2)
  bytes[at] = (bytes[at] ?? 0) ^ 1
  writeFileSync(file, bytes)
}

// biome-ignore lint/suspicious/noExplicitAny: whatever a damaged file holds
function change(folder: string, how: (manifest: any) => unknown): void {
  const file = join(folder, 'manifest.json')
  const manifest = JSON.parse(readFileSync(file, 'utf8'))
  how(manifest)
  writeFileSync(file, JSON.stringify(manifest))
}

/** Changes the rows of a file, and the manifest with them. */
function rewrite(folder: string, name: string, how: (text: string) => string): void {
  const file = join(folder, `${name}.jsonl.gz`)
  writeFileSync(file, gzipSync(how(gunzipSync(readFileSync(file)).toString())))
  const bytes = readFileSync(file)
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  change(folder, ({ parts }) => Object.assign(parts[name], { bytes: bytes.length, sha256 }))
}

function copyOf(folder: string): string {
  const copy = join(newFolder(), '..')
  for (const file of readdirSync(folder)) copyFileSync(join(folder, file), join(copy, file))
  expect(existsSync(join(copy, 'manifest.json'))).toBe(true)
  return copy
}
