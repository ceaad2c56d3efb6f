import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { readConfig } from '../backend/config/index.ts'
import { check, isWhole, mend } from '../backend/store/check/index.ts'
import { type Address, sqliteAt } from '../backend/store/moving/address.ts'
import { backup } from '../backend/store/moving/backup.ts'
import { migrate, undo } from '../backend/store/moving/migrate.ts'
import { renewEpoch, restore } from '../backend/store/moving/restore.ts'
import { type Asked, parse, Usage } from './moving/asked.ts'
import { reporter } from './moving/reporter.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** `parley backup`, `restore`, `migrate`, `epoch new` and `check`. `from` is the folder that paths are meant from. Answers the exit code: 2 for what was asked in a wrong way. */
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
    case 'check':
      return checked(asked.repair)
    case 'epoch':
      return `${await renewEpoch(usual())} has a new epoch: clients start over.`
  }
}

/** What was found, in words; a failure where something is wrong and was not mended. */
async function checked(repair: boolean): Promise<string> {
  const found = repair ? await mend(usual()) : await check(usual())
  const { clocks, numbers, marks, counts, holes } = found
  const lines = [
    ...clocks.map(({ id, clock, reached }) => `The clock of ${id} stands at ${clock}, below a row of ${reached}.`),
    ...numbers.map(({ id, last_seq, newest }) => `The channel ${id} counts ${last_seq} messages, and its newest has number ${newest}.`),
    ...marks.map(({ user_id, channel_id, read_seq, last_seq }) => `${user_id} has read ${read_seq} of ${last_seq} messages in ${channel_id}.`),
    ...counts.map(({ id }) => `The answers to the message ${id} are not those that it counts.`),
    ...holes.map(({ id, missing }) => `In the channel ${id} ${missing} numbers are missing. Nothing can be done about that.`),
  ]
  if (isWhole(found)) return [...lines, lines.length > 0 ? 'Everything else counts as it should.' : 'Everything counts as it should.'].join('\n')
  if (!repair) throw new Error(`${lines.join('\n')}\nStop the server and run "check --repair".`)
  return [...lines, 'Mended: clients are told of it when they come back.'].join('\n')
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
