import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fill } from './demo/fill.ts'
import { newPassword } from './demo/password.ts'

/** Says that a folder is a demo, and how to sign in to it. */
interface Note {
  workspace: string
  password: string
}

process.env.DATA_DIR ||= './data/demo'
const dataDir = resolve(process.env.DATA_DIR)
const noteFile = join(dataDir, 'demo.json')

if (!existsSync(noteFile)) await make().catch(refuse)
const { workspace, password } = JSON.parse(readFileSync(noteFile, 'utf8')) as Note
console.log(`\n${workspace} is in ${dataDir}\n  sign in as  ada@harbour.test  (or ben@harbour.test)\n  password    ${password}\n`)
if (!process.argv.includes('--fill-only')) await import('../backend/index.ts')

function refuse(failure: unknown): never {
  console.error(`The demo cannot be made. ${failure instanceof Error ? failure.message : failure}`)
  process.exit(1)
}

/** Fills a folder beside the real one and gives it its name when it is whole: what was interrupted is never half a demo. */
async function make(): Promise<void> {
  const present = existsSync(dataDir) ? readdirSync(dataDir) : []
  if (present.length > 0) throw new Error(`${dataDir} holds something else already. Name an empty folder, such as DATA_DIR=./data/demo.`)
  const filling = `${dataDir}.filling`
  rmSync(filling, { recursive: true, force: true })
  mkdirSync(dirname(dataDir), { recursive: true })
  const note: Note = { workspace: 'Harbour Works', password: newPassword() }
  await fill({ dataDir: filling, ...note })
  writeFileSync(join(filling, 'demo.json'), `${JSON.stringify(note, null, 2)}\n`, { mode: 0o600 })
  rmSync(dataDir, { recursive: true, force: true })
  renameSync(filling, dataDir)
}
