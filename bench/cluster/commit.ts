import { randomUUID } from 'node:crypto'
import type { SuperuserClient } from '../../backend/tests/postgres/server.ts'
import type { Ground } from './ground.ts'

/** One row and its commit, one after the other: what the disk and one way to PostgreSQL cost here, without Parley. */
export class BareCommits implements AsyncDisposable {
  readonly #client: SuperuserClient

  private constructor(client: SuperuserClient) {
    this.#client = client
  }

  static async open({ postgres }: Ground): Promise<BareCommits> {
    const client = await postgres.connect()
    await client.query('create table if not exists bare (id uuid primary key, content text not null)')
    return new BareCommits(client)
  }

  /** Milliseconds of each of so many. */
  async time(count: number): Promise<number[]> {
    const took: number[] = []
    for (let at = 0; at < count; at++) {
      const id = randomUUID()
      const since = performance.now()
      await this.#client.query('insert into bare (id, content) values ($1, $2)', [id, 'x'.repeat(160)])
      took.push(performance.now() - since)
    }
    return took
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#client.end()
  }
}
