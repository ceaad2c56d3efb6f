import { createHash, randomBytes } from 'node:crypto'
import { uuidv7 } from 'uuidv7'
import { openSqlite } from '../backend/store/sqlite/index.ts'
import { type Connection, openWriter } from '../backend/store/sqlite/open.ts'
import type { Seeded, SeededChannel } from './cluster/people.ts'

const DAY_MS = 86_400_000

/**
 * People with a session each, channels with them in it, and history, written in whole sets into the SQLite of a folder before a server
 * is started on it: the way through the server would hash a password for each.
 */
export class Seed implements Disposable {
  readonly #raw: Connection['raw']
  readonly #own: DisposableStack
  #people = 0
  #messages = 0

  private constructor(raw: Connection['raw'], own: DisposableStack) {
    this.#raw = raw
    this.#own = own
  }

  /** Makes the tables, as a first start does. */
  static async into(folder: string): Promise<Seed> {
    const store = await openSqlite(folder)
    await store[Symbol.asyncDispose]()
    const own = new DisposableStack()
    const { raw } = openWriter(folder)
    own.defer(() => raw.close())
    raw.pragma('synchronous = OFF') // a power cut may take it: it is made anew for each run
    return new Seed(raw, own)
  }

  people(count: number): Seeded[] {
    const people = Array.from({ length: count }, () => ({ id: uuidv7(), token: `ct_${randomBytes(32).toString('base64url')}` }))
    const now = Date.now()
    const user = this.#raw.prepare(
      `insert into users (id, handle, handle_key, name, kind, role, created_at, rev) select ?, 'person' || @n, 'person' || @n, 'Person ' || @n, 'person',
        case when @n = 1 then 'owner' else 'member' end, @now, clock from scopes where id = (select id from workspace)`,
    )
    const tick = this.#raw.prepare('update scopes set clock = clock + 1 where id = (select id from workspace)')
    const scope = this.#raw.prepare('insert into scopes (id, clock, last_seq) values (?, 0, 0)')
    const session = this.#raw.prepare(
      `insert into sessions (id, user_id, token_hash, device, address, created_at, last_used_at, expires_at) values (?, ?, ?, 'bench', '127.0.0.1', ?, ?, ?)`,
    )
    this.#raw.transaction(() => {
      for (const { id, token } of people) {
        tick.run()
        user.run(id, { n: ++this.#people, now })
        scope.run(id)
        session.run(uuidv7(), id, createHash('sha256').update(token).digest('base64url'), now, now, now + 30 * DAY_MS)
      }
    })()
    return people
  }

  /** One private channel for each list of members. */
  channels(lists: readonly (readonly Seeded[])[]): SeededChannel[] {
    const channels = lists.map((members) => ({ id: uuidv7(), members }))
    const now = Date.now()
    const channel = this.#raw.prepare(
      `insert into channels (id, kind, name, name_key, topic, created_by, created_at, first_seq, rev) values (?, 'private', ?, ?, '', ?, ?, 1, 1)`,
    )
    const scope = this.#raw.prepare('insert into scopes (id, clock, last_seq) values (?, ?, 0)')
    const tick = this.#raw.prepare('update scopes set clock = clock + 1 where id = ?')
    const member = this.#raw.prepare(
      `insert into members (channel_id, user_id, role, joined, from_seq, at_seq, at, level, muted, favourite, section, rev, urev)
        select ?, id, ?, 1, ${Number.MIN_SAFE_INTEGER}, 0, ?, 'all', 0, 0, '', ?, clock from scopes where id = ?`,
    )
    this.#raw.transaction(() => {
      for (const { id, members } of channels) {
        const name = `room ${id.slice(-8)}`
        channel.run(id, name, name, members[0]?.id ?? null, now)
        scope.run(id, 1 + members.length)
        for (const [at, person] of members.entries()) {
          tick.run(person.id)
          member.run(id, at === 0 ? 'owner' : 'member', now, 2 + at, person.id)
        }
      }
    })()
    return channels
  }

  /** That many messages of a channel's first member, searchable like any other; their ids are older than any that is sent now. */
  history({ id, members: [author] }: SeededChannel, count: number): void {
    const first = this.#messages
    this.#messages += count
    const range = { first: first + 1, last: first + count, channel: id, author: author?.id ?? '', began: Date.now() - DAY_MS }
    this.#raw.transaction(() => {
      this.#raw.prepare(ADD_MESSAGES).run(range)
      this.#raw.prepare('insert into message_words (rowid, content) select n, content from messages where channel_id = ? order by n').run(id)
      this.#raw.prepare('update scopes set clock = clock + @count, last_seq = last_seq + @count where id = @id').run({ count, id })
    })()
  }

  [Symbol.dispose](): void {
    this.#raw.pragma('wal_checkpoint(TRUNCATE)')
    this.#own.dispose()
  }
}

// A number's own hash chooses its words, so that the index is as varied as speech; ids ascend, as the SDK's do.
const ADD_MESSAGES = `with recursive given(n) as (select @first union all select n + 1 from given where n < @last),
  told as (select n, (n * 2654435761) % 4294967296 as h from given)
  insert into messages (id, channel_id, seq, rev, author_id, kind, content, version, created_at, sent_hash)
  select printf('%08x-%04x-7000-8000-%012x', (@began + n / 1000) >> 16, (@began + n / 1000) & 65535, n), @channel, s.last_seq + n - @first + 1, s.clock + n - @first + 1, @author, 'text',
    printf('The ferry %x left the quay at %d past %d with people %x and crates %x; the harbour master wrote line %d and went home to his supper.',
      h % 997, h % 60, h % 24, h % 10007, h % 50021, n), 1, @began + n / 1000, 'seeded'
  from told join scopes s on s.id = @channel`

/** So many channels that everybody is in `each` of them, `size` people in one: the first ones together, then the next, and round again. */
export const circlesOf = <T>(people: readonly T[], each: number, size: number): T[][] =>
  Array.from({ length: (each * people.length) / size }, (_, at) => {
    const first = (at * size) % people.length
    return people.slice(first, first + size)
  })
