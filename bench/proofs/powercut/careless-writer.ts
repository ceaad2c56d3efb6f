import { randomUUID } from 'node:crypto'
import { writeSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'

/** The control, in a process of its own: the same log, but `synchronous = NORMAL`, so that a commit does not wait for the disk. */
const [file = ''] = process.argv.slice(2)
const db = new DatabaseSync(file)
db.exec('pragma journal_mode = WAL; pragma synchronous = FULL; create table messages (id text primary key); pragma wal_checkpoint(TRUNCATE)')
db.exec('pragma synchronous = NORMAL; pragma wal_autocheckpoint = 4000')
const insert = db.prepare('insert into messages (id) values (?)')
setInterval(() => {
  const id = randomUUID()
  insert.run(id)
  writeSync(1, `${id}\n`)
}, 2)
