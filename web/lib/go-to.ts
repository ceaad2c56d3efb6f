import type { Client, Conversation } from '@parley/client'
import { navigate } from './navigate.ts'
import { conversationPath } from './paths.ts'

type PathOf = (conversation: Conversation, seq?: number) => string

/** The address of a conversation by its id; the short one once the client knows it. */
export function pathTo(client: Client, channelId: string, pathOf: PathOf, seq?: number): string {
  const known = client.conversations.get().find((one) => one.channel.id === channelId)
  return known ? pathOf(known, seq) : conversationPath('', channelId.replaceAll('-', ''), seq)
}

/** Opens a conversation by its id, by its short address once the client knows it. */
export function goTo(client: Client, channelId: string, pathOf: PathOf, seq?: number): void {
  navigate(pathTo(client, channelId, pathOf, seq))
}
