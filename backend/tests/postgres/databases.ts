import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'

/** Asks the shared PostgreSQL something as its superuser; `database` names another than the one all start from. */
export async function onShared(text: string, database = 'postgres'): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(urlOf(database))
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

function urlOf(database: string): string {
  const url = new URL(inject('postgres'))
  url.pathname = `/${database}`
  return url.href
}

export interface Database {
  name: string
  url: string
}

/** A fresh database. Nobody drops it: that would wait for a checkpoint, and all of them go with their server. */
export async function freshDatabase(how = ''): Promise<Database> {
  const name = `parley_${randomUUID().replaceAll('-', '')}`
  await onShared(`create database ${name} ${how}`)
  return { name, url: urlOf(name) }
}
