import { randomUUID } from 'node:crypto'
import pg from 'pg'

export interface Database {
  name: string
  url: string
  /** Forces a checkpoint of all of them, which takes its time on a busy disk. */
  drop(): Promise<void>
}

/** Asks a PostgreSQL something; `server` is the superuser's address, `database` names another than the one all start from. */
export async function ask(server: string, text: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(urlOf(server, database))
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** A fresh database. It need not be dropped: all of them go with their server. */
export async function freshOn(server: string, how = ''): Promise<Database> {
  const name = `parley_${randomUUID().replaceAll('-', '')}`
  await ask(server, `create database ${name} ${how}`)
  return { name, url: urlOf(server, name), drop: async () => void (await ask(server, `drop database ${name} with (force)`)) }
}
