import { type Answer, type Channel, type Command, type Head, LIMITS, type Member, type Membership } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'

/** Conversations, and who is in them. */
export class Channels {
  readonly #store: Store
  constructor(store: Store) {
    this.#store = store
  }

  get = (me: Actor, channelId: string): Promise<Head> => this.#store.read('head.get', { userId: me.userId, channelId })

  list = (me: Actor, cursor: string | undefined): Promise<{ channels: Head[]; cursor: string | null }> =>
    this.#store.read('head.list', { userId: me.userId, cursor, limit: LIMITS.pageRows })

  browse = (me: Actor, { q = '', cursor }: Command<'channel.browse'>): Promise<Answer<'channel.browse'>> =>
    this.#store.read('channel.browse', { userId: me.userId, q, cursor, limit: LIMITS.pageRows })

  create = (me: Actor, { id = uuidv7(), kind, name, topic = '' }: Command<'channel.create'>): Promise<Head> =>
    this.#store.write('channel.create', { userId: me.userId, id, kind, name, topic })

  direct = (me: Actor, userIds: readonly string[]): Promise<Head> => this.#store.write('channel.direct', { userId: me.userId, id: uuidv7(), userIds })

  update = (me: Actor, { channelId, name, topic, kind, archived, slowMs, posting }: Command<'channel.update'>): Promise<Channel> =>
    this.#store.write('channel.update', { userId: me.userId, channelId, name, topic, kind, archived, slowMs, posting })

  join = (me: Actor, channelId: string): Promise<Head> => this.#store.write('member.join', { userId: me.userId, channelId })

  remove = (me: Actor, channelId: string, memberId: string): Promise<Member> => this.#store.write('member.remove', { userId: me.userId, channelId, memberId })

  add = (me: Actor, { channelId, userIds }: Command<'member.add'>): Promise<Member[]> =>
    this.#store.write('member.add', { userId: me.userId, channelId, userIds })

  members = (me: Actor, { channelId, cursor }: Command<'member.list'>): Promise<{ members: Member[]; cursor: string | null }> =>
    this.#store.read('member.list', { userId: me.userId, channelId, cursor, limit: LIMITS.pageRows })

  arrange = (me: Actor, { channelId, level, muted, favourite, section }: Command<'membership.update'>): Promise<Membership> =>
    this.#store.write('membership.arrange', { userId: me.userId, channelId, level, muted, favourite, section })
}
