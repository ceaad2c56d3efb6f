import type { Client, Conversation } from '@parley/client'
import { navigate } from './navigate.ts'
import { conversationPath } from './paths.ts'

/** Opens a conversation by its id, by its short address once the client knows it. */
export function goTo(client: Client, channelId: string, pathOf: (conversation: Conversation, seq?: number) => string, seq?: number): void {
  const known = client.conversations.get().find((one) => one.channel.id === channelId)
  navigate(known ? pathOf(known, seq) : conversationPath('', channelId.replaceAll('-', ''), seq))
}
