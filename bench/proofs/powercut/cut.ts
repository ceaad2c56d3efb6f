import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import type { Chance } from '../../random.ts'
import { pause, temporaryFolder } from '../../server.ts'
import { Disk } from './disk.ts'
import type { Writer } from './writers.ts'

export interface Cut {
  acked: number
  /** Rows found after the cut; some were on their way and never acknowledged. */
  found: number
  lost: number
  integrity: string
}

/** Cuts the power of one writer's disk at random moments, and looks at what was on it. */
export async function cuts(count: number, chance: Chance, open: (folder: string) => Promise<Writer>): Promise<Cut[]> {
  using folder = temporaryFolder('powercut')
  using disk = new Disk(folder.path)
  await using writer = await open(disk.path)
  const made: Cut[] = []
  for (let cut = 0; cut < count; cut++) {
    await pause(chance.between(200, 1_200))
    made.push(await cutOnce(disk, writer, join(folder.path, 'cut.img')))
  }
  return made
}

/** Stops the writer dead, notes what it had promised, and copies what had reached the disk. */
async function cutOnce(disk: Disk, writer: Writer, copy: string): Promise<Cut> {
  process.kill(writer.pid, 'SIGSTOP')
  try {
    await pause(100) // promises that left before are read here
    const promised = [...writer.acked]
    disk.copy(copy)
    return disk.read(copy, (path) => compare(join(path, writer.file), promised))
  } finally {
    process.kill(writer.pid, 'SIGCONT')
  }
}

function compare(file: string, promised: readonly string[]): Cut {
  const db = new DatabaseSync(file)
  try {
    const integrity = db
      .prepare('pragma integrity_check')
      .all()
      .map((row) => String(row.integrity_check))
      .join('; ')
    const found = new Set(
      db
        .prepare('select id from messages')
        .all()
        .map((row) => String(row.id)),
    )
    return { acked: promised.length, found: found.size, lost: promised.filter((id) => !found.has(id)).length, integrity }
  } catch (failure) {
    return { acked: promised.length, found: 0, lost: promised.length, integrity: String(failure) }
  } finally {
    db.close()
  }
}
