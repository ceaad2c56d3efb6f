import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfig } from '../backend/config/index.ts'
import { type Address, sqliteAt } from '../backend/store/moving/address.ts'
import { backup } from '../backend/store/moving/backup.ts'
import { migrate, undo } from '../backend/store/moving/migrate.ts'
import { renewEpoch, restore } from '../backend/store/moving/restore.ts'
import { type Asked, parse, Usage } from './moving/asked.ts'
import { reporter } from './moving/reporter.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** `parley backup`, `restore`, `migrate` and `epoch new`. `from` is the folder that paths are meant from. Answers the exit code: 2 for what was asked in a wrong way. */
export async function run(command: string, words: readonly string[], from: string): Promise<0 | 1 | 2> {
  try {
    console.log(await carriedOut(parse(command, words, from)))
    return 0
  } catch (failure) {
    console.error(failure instanceof Usage ? `${failure.message}\n\nparley --help tells what there is.` : `${command} did not succeed. ${reasonOf(failure)}`)
    return failure instanceof Usage ? 2 : 1
  }
}

const reasonOf = (failure: unknown): string => (failure instanceof Error ? failure.message : String(failure))

async function carriedOut(asked: Asked): Promise<string> {
  switch (asked.do) {
    case 'backup':
      return backUp(asked.folder)
    case 'restore': {
      const { place, manifest } = await restore(asked.folder, asked.to ?? usual(), reporter())
      return `The workspace "${manifest.workspace.name}" of ${manifest.createdAt} is in ${place}, every row compared. It has a new epoch: clients start over.`
    }
    case 'migrate': {
      const { from, to } = await migrate(usual(), asked.to, reporter())
      return `The workspace moved from ${from} to ${to}, every row compared. ${settingFor(asked.to)} ${from} is fenced, and is not served any more.`
    }
    case 'undo': {
      const { place, epoch } = await undo(usual())
      return `${place} may be served again${epoch === 'new' ? ', under a new epoch: clients start over. See that the other one is not served as well' : ', as if nothing had been begun'}.`
    }
    case 'epoch':
      return `${await renewEpoch(usual())} has a new epoch: clients start over.`
  }
}

/** The database that the settings name. */
function usual(): Address {
  const { databaseUrl, dataDir } = readConfig()
  return databaseUrl === '' ? sqliteAt(dataDir) : { kind: 'postgres', url: databaseUrl, setting: 'DATABASE_URL' }
}

async function backUp(asked: string | undefined): Promise<string> {
  const folder = asked ?? resolve(join(readConfig().dataDir, 'backups', new Date().toISOString().slice(0, 19).replaceAll(':', '-')))
  const { parts, workspace } = await backup(usual(), folder, version, reporter())
  const bytes = Object.values(parts).reduce((sum, part) => sum + part.bytes, 0)
  return `"${workspace.name}" is backed up in ${folder}: ${parts.messages.rows} messages, ${(bytes / 1e6).toFixed(1)} MB, read back and compared. Keep it secret: sessions and password hashes are in it.`
}

const settingFor = (to: Address): string =>
  to.kind === 'postgres' ? 'Set DATABASE_URL to it and start.' : `Unset DATABASE_URL, set DATA_DIR=${to.folder} and start.`
