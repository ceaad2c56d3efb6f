import { ChatError, LIMITS } from '@parley/protocol'
import { sql } from 'kysely'
import { mayAddressAll, mayPost } from '../../models/access.ts'
import { type Named, namedIn } from '../../models/mentions.ts'
import { handleKey } from '../../models/names.ts'
import type { Columns, Target } from '../dialect.ts'
import { parts } from '../parts.ts'
import { prepared, present } from '../prepared.ts'
import type { MessageRow } from '../rows.ts'
import { count } from '../scopes.ts'
import { standingOf } from '../standing.ts'
import type { MentionsTable } from '../tables.ts'
import type { Tx, View } from '../tx.ts'

/** Whom words mention, as it is kept beside them: JSON, or null for nobody. Throws where their author may not address so many. */
export type Resolve = (words: { content: string; channelId: string }, isAdmin: boolean) => string | null

const nobody: Resolve = () => null

/** Looks up all that these words name, in one statement; asks nothing where they name nobody. */
export async function resolve(tx: Tx, words: readonly { content: string; channelId: string }[]): Promise<Resolve> {
  const named = new Map<string, Named>()
  for (const { content } of words) {
    const found = namedIn(content)
    if (found.handles.length > 0 || found.wide) named.set(content, found)
  }
  if (named.size === 0) return nobody
  const ids = await idsOf(tx, new Set([...named.values()].flatMap(({ handles }) => handles)))
  const wide = words.filter(({ content }) => named.get(content)?.wide)
  const crowds = await crowdsAmong(tx, new Set(wide.map(({ channelId }) => channelId)))
  return ({ content, channelId }, isAdmin) => {
    const found = named.get(content)
    if (!found) return null
    if (found.wide && !isAdmin && crowds.has(channelId))
      throw new ChatError('forbidden', 'In a channel of this size only administrators address everybody; name those you mean')
    const targets = [...new Set([...found.handles.flatMap((handle) => ids.get(handle) ?? []), ...(found.wide ? [found.wide] : [])])]
    return targets.length === 0 ? null : JSON.stringify(targets)
  }
}

interface Called {
  person: string | null
  person_handle: string | null
  team: string | null
  team_handle: string | null
}

const called = prepared<{ keys: string }, Called>((db, p, dialect) =>
  db
    .selectFrom(dialect.rows<{ key: string }>({ key: 'text' }, p('keys')))
    .leftJoin('users as u', (join) => join.onRef('u.handle_key', '=', 'r.key').on('u.deactivated_at', 'is', null))
    .leftJoin('groups as g', (join) => join.onRef('g.handle_key', '=', 'r.key').on('g.deleted_at', 'is', null))
    .select(['u.id as person', 'u.handle as person_handle', 'g.id as team', 'g.handle as team_handle'])
    .$castTo<Called>()
    .compile(),
)

async function idsOf(tx: Tx, handles: ReadonlySet<string>): Promise<Map<string, string>> {
  const ids = new Map<string, string>()
  if (handles.size === 0) return ids
  const keys = [...new Set(Array.from(handles, handleKey))].map((key) => ({ key }))
  for (const { person, person_handle, team, team_handle } of await called(tx, { keys: JSON.stringify(keys) })) {
    if (team && team_handle) ids.set(team_handle, team)
    if (person && person_handle) ids.set(person_handle, person)
  }
  return ids
}

/** Those of many people, where addressing all of them is left to administrators. */
async function crowdsAmong(tx: Tx, channelIds: ReadonlySet<string>): Promise<Set<string>> {
  const crowds = new Set<string>()
  if (channelIds.size === 0) return crowds
  const { wide_mentions } = await tx.db.selectFrom('workspace').select('wide_mentions').executeTakeFirstOrThrow()
  if (wide_mentions === 'everyone') return crowds
  for (const channelId of channelIds) if ((await peopleIn(tx, channelId, LIMITS.manyPeople)) >= LIMITS.manyPeople) crowds.add(channelId)
  return crowds
}

/** How many are in a channel, counted to `most`. */
async function peopleIn(view: View, channelId: string, most: number): Promise<number> {
  const { n } = await view.db
    .selectFrom((eb) => eb.selectFrom('members').select('user_id').where('channel_id', '=', channelId).where('joined', '=', 1).limit(most).as('some'))
    .select(count.as('n'))
    .executeTakeFirstOrThrow()
  return n
}

const COUNTED = 100_000

export async function audience(view: View, { userId, channelId }: { userId: string; channelId: string }): Promise<{ people: number; allowed: boolean }> {
  const standing = await standingOf(view, userId, channelId)
  if (!mayPost(standing)) throw new ChatError('not_found', 'There is no such channel, or you are not in it')
  const { wide_mentions } = await view.db.selectFrom('workspace').select('wide_mentions').executeTakeFirstOrThrow()
  const people = await peopleIn(view, channelId, COUNTED)
  return { people, allowed: wide_mentions === 'everyone' || people < LIMITS.manyPeople || mayAddressAll(standing) }
}

const target: Target<MentionsTable> = { table: 'mentions', columns: parts.mentions.columns as Columns<MentionsTable> }

type Mentioning = Pick<MessageRow, 'id' | 'channel_id' | 'seq' | 'author_id' | 'created_at' | 'mentions'>

/** One row a target of each message. */
export async function put(tx: Tx, messages: readonly Mentioning[]): Promise<void> {
  const rows = messages.flatMap(({ id, channel_id, seq, author_id, created_at, mentions }) =>
    (mentions === null ? [] : (JSON.parse(mentions) as string[])).map((each) => ({ message_id: id, target: each, channel_id, seq, author_id, at: created_at })),
  )
  if (rows.length > 0) await tx.dialect.put(tx, target, rows)
}

/** The words are others now, or gone: what they mentioned goes with them. */
export async function replace(tx: Tx, before: Mentioning, mentions: string | null): Promise<void> {
  if (before.mentions === mentions) return
  if (before.mentions !== null) await tx.db.deleteFrom('mentions').where('message_id', '=', before.id).execute()
  await put(tx, [{ ...before, mentions }])
}

interface Reader {
  channel_id: string
  user_id: string
  after_seq: number
}

// The newest of each conversation: what lies below them goes first when the mark rises.
const unread = prepared<{ readers: string }, { user_id: string; channel_id: string; seq: number }>((db, p, dialect) =>
  sql`select user_id, channel_id, seq from (
      select r.user_id, r.channel_id, m.seq, row_number() over (partition by r.user_id, r.channel_id order by m.seq desc) as place
      from ${dialect.rows<Reader>({ channel_id: 'text', user_id: 'text', after_seq: 'bigint' }, p('readers'))}
      join mentions m on m.channel_id = r.channel_id and m.seq > r.after_seq
      where m.author_id <> r.user_id and (m.target in (r.user_id, 'channel', 'here')
        or exists (select 1 from group_members g where g.group_id = m.target and g.user_id = r.user_id))
      group by r.user_id, r.channel_id, m.seq
    ) as newest where place <= ${sql.lit(LIMITS.mentionsTold)} order by channel_id, seq`
    .$castTo<{ user_id: string; channel_id: string; seq: number }>()
    .compile(db),
)

/** The unread messages of these conversations that mention their reader, by reader and channel. */
export async function unreadMentions(view: View, readers: readonly Reader[]): Promise<Map<string, number[]>> {
  const rows = readers.length === 0 ? [] : present(await unread(view, { readers: JSON.stringify(readers) }), 'seq')
  const told = new Map<string, number[]>()
  for (const { user_id, channel_id, seq } of rows) told.set(`${user_id} ${channel_id}`, [...(told.get(`${user_id} ${channel_id}`) ?? []), seq])
  return told
}
