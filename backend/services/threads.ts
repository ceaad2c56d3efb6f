import { type Answer, type Channel, type Command, type Head, LIMITS, type Message } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'
import type { Messages } from './messages.ts'

/** Conversations that hang on a message. */
export class Threads {
  readonly #store: Store
  readonly #messages: Messages

  constructor(deps: { store: Store; messages: Messages }) {
    this.#store = deps.store
    this.#messages = deps.messages
  }

  open = (me: Actor, { messageId, id = uuidv7() }: Command<'thread.open'>): Promise<Head> =>
    this.#store.write('thread.open', { userId: me.userId, messageId, id })

  /** Safe to repeat with the same id: the thread is the message's one, and the reply is known by its own. */
  async reply(me: Actor, { messageId, ...draft }: Command<'thread.reply'>): Promise<Message> {
    const { channel } = await this.open(me, { messageId })
    return this.#messages.send(me, { ...draft, channelId: channel.id })
  }

  update = (me: Actor, { channelId, title, resolved }: Command<'thread.update'>): Promise<Channel> =>
    this.#store.write('thread.update', { userId: me.userId, channelId, title, resolved })

  list = (me: Actor, { cursor, unread = false }: Command<'thread.list'>): Promise<Answer<'thread.list'>> =>
    this.#store.read('thread.list', { userId: me.userId, cursor, unread, limit: LIMITS.pageRows })

  /** Its head as its owner sees it from here on. */
  async promote(me: Actor, { channelId, name, kind }: Command<'thread.promote'>): Promise<Head> {
    await this.#store.write('thread.promote', { userId: me.userId, channelId, name, kind })
    return this.#store.read('head.get', { userId: me.userId, channelId })
  }
}
