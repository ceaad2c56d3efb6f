import { execFile } from 'node:child_process'
import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { expect, test } from 'vitest'
import { temporaryFolder } from '../../bench/server.ts'

const program = fileURLToPath(new URL('../../bin/parley.mjs', import.meta.url))
const parley = (words: string[], dataDir: string) =>
  promisify(execFile)(process.execPath, [program, ...words], { env: { ...process.env, DATA_DIR: dataDir, npm_lifecycle_event: '' } })

test('parley bench measures a server of its own on the disk of the data folder, loses nothing and leaves nothing', async () => {
  using folder = temporaryFolder('bench-command')
  const { stdout } = await parley(['bench', '--quick', '--json'], folder.path)
  const found = JSON.parse(stdout)
  expect(found).toMatchObject({ lost: 0, deliveries: [{ room: 10 }, { room: 50 }], calm: { room: 50, perSecond: 20 } })
  const figures = [found.fdatasync.p50, found.durableSends, found.deliveries[0].perSecond, found.deliveries[1].perSecond, found.calm.toReader.p99]
  for (const figure of [...figures, found.memory.serverBytes]) expect(figure).toBeGreaterThan(0)
  expect(readdirSync(folder.path)).toEqual([])
})

test('what it does not know it does not begin', async () => {
  using folder = temporaryFolder('bench-command')
  await expect(parley(['bench', '--thorough'], folder.path)).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining("Unknown option '--thorough'") })
})
