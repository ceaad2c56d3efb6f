import { DatabaseSync } from 'node:sqlite'

/** What SQLite says of the file itself, read by another connection than the server's; `ok` where nothing is wrong. */
export function integrityOf(path: string): string {
  const file = new DatabaseSync(path, { readOnly: true })
  try {
    return file
      .prepare('pragma integrity_check')
      .all()
      .map((row) => String(row.integrity_check))
      .join('; ')
  } finally {
    file.close()
  }
}
