import type { Message } from '@parley/protocol'
import { post } from './account.ts'
import { Client, type ClientOptions } from './client.ts'
import { Feed } from './feed.ts'
import { newId } from './new-id.ts'
import { tokensOf } from './tokens.ts'

export interface ConnectOptions extends ClientOptions {
  /** Every message that appears, once, in order, also those that came while the connection was away; not those sent by `send` here. */
  onMessage?(message: Message): void
  /** A failed attempt or a refused sign-in. */
  onError?(error: Error): void
  /** The socket closed; unless the code forbids, it comes back by itself. */
  onClose?(close: { code: number; reason: string }): void
}

export interface Connected {
  readonly client: Client
  close(): void
  /** Resolves when the message is durable. `channel`: an id or a public channel's name; left out it is the default channel. */
  send(content: string, channel?: string): Promise<Message>
}

/** Listens to everything that is said, in three lines. */
export function connect(options: ConnectOptions): Connected {
  const feed = new Feed((message) => options.onMessage?.(message))
  const client = new Client(options, {
    resumeAll: true,
    hello: (now) => feed.hello(now),
    row: (row) => feed.row(row),
    head: (head) => feed.head(head),
    reset: () => feed.reset(),
    failed: (error) => options.onError?.(error),
    closed: (close) => options.onClose?.(close),
  })
  const check = (): void => {
    const status = client.status.get()
    if (status.at === 'online' && !status.syncing) feed.synced(client.call)
  }
  client.status.subscribe(check)
  client.conversations.subscribe(check)
  client.start()
  return { client, close: () => client.stop(), send: (content, channel) => say(client, feed, options, content, channel) }
}

async function say(client: Client, feed: Feed, options: ConnectOptions, content: string, channel?: string): Promise<Message> {
  const id = newId()
  feed.mine.add(id)
  const meant = channel ?? client.self.get()?.workspace.defaultChannelId
  const found = client.conversations.get().find(({ channel: { id, kind, name } }) => id === meant || (kind === 'public' && name === meant))
  if (found) return client.call('message.send', { id, channelId: found.channel.id, content })
  const posted = await post<{ message: Message }>({ fetch: globalThis.fetch, ...options, token: tokensOf(options).load() }, '/api/message', {
    id,
    content,
    ...(channel !== undefined && { channel }),
  })
  return posted.message
}
