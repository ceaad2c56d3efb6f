import { createHash, randomBytes, randomUUID } from 'node:crypto'
import type { SuperuserClient } from '../../backend/tests/postgres/server.ts'
import { DATABASE, type Ground } from './ground.ts'

export interface Seeded {
  id: string
  token: string
}

export interface SeededChannel {
  id: string
  members: readonly Seeded[]
}

const DAY_MS = 86_400_000

/** People with a session each, and channels with them in it, written in whole sets: the way through the server would hash a password for each. */
export class Registry implements AsyncDisposable {
  readonly #client: SuperuserClient
  #count = 0

  private constructor(client: SuperuserClient) {
    this.#client = client
  }

  /** Before the nodes start: they would have to read all of it. */
  static async open({ postgres }: Pick<Ground, 'postgres'>): Promise<Registry> {
    return new Registry(await postgres.connect(DATABASE))
  }

  async people(count: number): Promise<Seeded[]> {
    const people = Array.from({ length: count }, () => ({ id: randomUUID(), token: `ct_${randomBytes(32).toString('base64url')}` }))
    const rows = people.map(({ id, token }) => {
      const n = ++this.#count
      return { id, n, session: randomUUID(), hash: createHash('sha256').update(token).digest('base64url') }
    })
    await this.#write(ADD_PEOPLE, rows)
    return people
  }

  /** One channel for each list of members. */
  async channels(lists: readonly (readonly Seeded[])[]): Promise<SeededChannel[]> {
    const channels = lists.map((members) => ({ id: randomUUID(), members }))
    const rows = channels.flatMap(({ id, members }) => members.map((member, at) => ({ channel: id, person: member.id, at })))
    await this.#write(ADD_CHANNELS, rows)
    return channels
  }

  async #write(statements: readonly string[], rows: readonly object[]): Promise<void> {
    await this.#client.query('begin')
    for (const statement of statements) await this.#client.query(statement, [JSON.stringify(rows), Date.now(), Date.now() + 30 * DAY_MS])
    await this.#client.query('commit')
    await this.#client.query('analyze')
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.#client.end()
  }
}

// Each statement names all three parameters, so that their types are always known: $1 the rows, $2 now, $3 the end of sessions.
const using = 'with given as (select $1::json as rows, $2::bigint as now, $3::bigint as until)'
const person = 'given, json_to_recordset(given.rows) as p(id text, n bigint, session text, hash text)'
const member = 'given, json_to_recordset(given.rows) as m(channel text, person text, at bigint)'

const ADD_PEOPLE = [
  `${using}, home as (update scopes set clock = clock + (select json_array_length(rows) from given) where id = (select id from workspace) returning clock)
    insert into users (id, handle, handle_key, name, kind, role, created_at, rev)
    select p.id, 'person' || n, 'person' || n, 'Person ' || n, 'person', case when n = 1 then 'owner' else 'member' end, now,
      home.clock - row_number() over (order by n) + 1 from home, ${person}`,
  `${using} insert into scopes (id, clock, last_seq) select p.id, 0, 0 from ${person}`,
  `${using} insert into sessions (id, user_id, token_hash, device, address, created_at, last_used_at, expires_at)
    select session, p.id, hash, 'bench', '127.0.0.1', now, now, until from ${person}`,
]

const ADD_CHANNELS = [
  `${using} insert into channels (id, kind, name, name_key, topic, created_by, created_at, first_seq, rev)
    select channel, 'private', 'room ' || left(channel, 8), 'room ' || left(channel, 8), '', person, now, 1, 1 from ${member} where at = 0`,
  `${using} insert into scopes (id, clock, last_seq) select channel, 1 + count(*), 0 from ${member} group by channel`,
  `${using} insert into members (channel_id, user_id, role, joined, from_seq, at_seq, at, level, muted, favourite, section, rev, urev)
    select channel, person, case when m.at = 0 then 'owner' else 'member' end, 1, ${Number.MIN_SAFE_INTEGER}, 0, now, 'all', 0, 0, '', 2 + m.at,
      s.clock + row_number() over (partition by person order by channel) from ${member} join scopes s on s.id = person`,
  `${using} update scopes set clock = clock + joined from (select person, count(*) as joined from ${member} group by person) as moved where id = moved.person`,
]
