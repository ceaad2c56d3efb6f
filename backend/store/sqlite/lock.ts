import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'

/**
 * One process a data folder. The lock is an exclusive transaction on a file of its own: the kernel lets it go with the
 * process, however that ends, so a crash leaves nothing to clean up.
 */
export function lockFolder(dataDir: string): Disposable {
  const lock = new Database(join(dataDir, 'parley.lock'), { timeout: 0 })
  const owner = join(dataDir, 'parley.pid')
  try {
    lock.pragma('locking_mode = EXCLUSIVE')
    lock.exec('begin exclusive')
  } catch {
    lock.close()
    throw new Error(`Another Parley${runningAs(owner)} is using the data folder ${dataDir}. Stop it first, or set DATA_DIR to another folder.`)
  }
  writeFileSync(owner, String(process.pid), { mode: 0o600 })
  return { [Symbol.dispose]: () => void lock.close() }
}

function runningAs(owner: string): string {
  try {
    return ` (process ${readFileSync(owner, 'utf8').trim()})`
  } catch {
    return ''
  }
}
