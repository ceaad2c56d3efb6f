import {
  type Answer,
  type Command,
  LIMITS,
  type Message,
  type MessagePage,
  type MessagesQuery,
  type PostMessage,
  type Reaction,
  type SearchQuery,
} from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../models/actor.ts'
import type { Appended } from '../store/ops/index.ts'
import type { Store } from '../store/store.ts'
import type { Rates } from './rates.ts'

const PAGE = 50
const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i

export class Messages {
  readonly #store: Store
  readonly #rates: Rates

  constructor(deps: { store: Store; rates: Rates }) {
    this.#store = deps.store
    this.#rates = deps.rates
  }

  /**
   * Sends, durably. The deciding check stands inside the store's transaction. Nobody is told here: the store hands every
   * commit to the bell itself, in the order of the clocks, so that no sentence can forget to.
   */
  async append(me: Actor, draft: Command<'message.send'>): Promise<Appended> {
    await this.#rates.send(me.userId)
    const row = {
      id: draft.id ?? uuidv7(),
      channelId: draft.channelId,
      authorId: me.userId,
      content: draft.content,
      replyTo: draft.replyTo,
      meta: draft.meta && JSON.stringify(draft.meta),
      poll: draft.poll,
      priority: draft.priority,
    }
    return draft.alsoToChannel ? this.#store.write('message.sendAlso', row) : this.#store.append(row)
  }

  send = async (me: Actor, draft: Command<'message.send'>): Promise<Message> => (await this.append(me, draft)).message

  /** The server copies the words as they are now: nobody can put words into somebody's mouth. */
  async forward(me: Actor, { messageId, channelId, id = uuidv7() }: Command<'message.forward'>): Promise<Message> {
    await this.#rates.send(me.userId)
    return this.#store.write('message.forward', { userId: me.userId, messageId, channelId, id })
  }

  edits = async (me: Actor, messageId: string) => ({ edits: await this.#store.read('message.edits', { userId: me.userId, messageId }) })
  pin = (me: Actor, { messageId, on }: Command<'message.pin'>): Promise<Message> => this.#store.write('message.pin', { userId: me.userId, messageId, on })
  pins = async (me: Actor, channelId: string) => ({ messages: await this.#store.read('message.pins', { userId: me.userId, channelId }) })

  /** The seed's `POST /api/message`: a channel by id or name, or the default one. */
  async post(me: Actor, { content, channel, id }: PostMessage): Promise<Appended> {
    return this.append(me, { channelId: await this.#named(me, channel), content, id })
  }

  edit = (me: Actor, input: Command<'message.edit'>): Promise<Message> =>
    this.#store.write('message.edit', { userId: me.userId, messageId: input.messageId, content: input.content, version: input.version })

  remove = (me: Actor, messageId: string): Promise<Message> => this.#store.write('message.remove', { userId: me.userId, messageId })

  vote = (me: Actor, { messageId, choices }: Command<'poll.vote'>): Promise<Message> =>
    this.#store.write('poll.vote', { userId: me.userId, messageId, choices })

  closePoll = (me: Actor, messageId: string): Promise<Message> => this.#store.write('poll.close', { userId: me.userId, messageId })

  votes = (me: Actor, { messageId, cursor }: Command<'poll.votes'>): Promise<Answer<'poll.votes'>> =>
    this.#store.read('poll.votes', { userId: me.userId, messageId, cursor, limit: LIMITS.pageRows })

  acknowledge = (me: Actor, messageId: string): Promise<Message> => this.#store.write('message.acknowledge', { userId: me.userId, messageId })

  acknowledged = (me: Actor, { messageId, cursor }: Command<'message.acknowledged'>): Promise<Answer<'message.acknowledged'>> =>
    this.#store.read('message.acknowledged', { userId: me.userId, messageId, cursor, limit: LIMITS.pageRows })

  answer = (me: Actor, messageId: string): Promise<Answer<'message.answer'>> => this.#store.read('message.answer', { userId: me.userId, messageId })

  move = (me: Actor, { messageIds, channelId }: Command<'message.move'>): Promise<{ messages: Message[] }> =>
    this.#store.write('message.move', { userId: me.userId, messageIds: [...new Set(messageIds)], channelId })

  target = (me: Actor, messageId: string): Promise<Message> => this.#store.read('message.target', { userId: me.userId, messageId })

  get = (me: Actor, messageId: string): Promise<Message> => this.#store.read('message.get', { userId: me.userId, messageId })

  async page(me: Actor, { channelId, limit = PAGE, ...asked }: Command<'message.page'>): Promise<MessagePage> {
    const at = placeOf(asked)
    const page = await this.#store.read('message.page', { userId: me.userId, channelId, at, limit })
    return { ...page, epoch: this.#store.identity.epoch }
  }

  /** The seed's `GET /api/messages`. */
  async pageOf(me: Actor, { channel, ...page }: MessagesQuery): Promise<MessagePage> {
    return this.page(me, { ...page, channelId: await this.#named(me, channel) })
  }

  async react(me: Actor, { messageId, emoji, on }: Command<'reaction.set'>): Promise<Reaction> {
    await this.#rates.react(me.userId)
    return this.#store.write('reaction.set', { userId: me.userId, messageId, emoji, on })
  }

  reactions = (me: Actor, { messageId, emoji, cursor }: Command<'reaction.list'>): Promise<Answer<'reaction.list'>> =>
    this.#store.read('reaction.list', { userId: me.userId, messageId, emoji, cursor, limit: LIMITS.pageRows })

  search = (me: Actor, { q, channelId, cursor, limit = PAGE }: Command<'search'>): Promise<{ messages: Message[]; cursor: string | null }> =>
    this.#store.read('search', { userId: me.userId, q, channelId, cursor, limit })

  async searchOf(me: Actor, { channel, ...query }: SearchQuery) {
    return this.search(me, channel === undefined ? query : { ...query, channelId: await this.#named(me, channel) })
  }

  async #named(me: Actor, channel: string | undefined): Promise<string> {
    if (channel === undefined || channel === '') return this.#store.identity.defaultChannelId
    if (UUID.test(channel)) return channel.toLowerCase()
    return this.#store.read('channel.byName', { userId: me.userId, name: channel })
  }
}

function placeOf({ before, after, around, since }: Omit<Command<'message.page'>, 'channelId' | 'limit'>) {
  if (before !== undefined) return { before }
  if (after !== undefined) return { after }
  if (around !== undefined) return { around }
  return since !== undefined ? { since } : 'newest'
}
