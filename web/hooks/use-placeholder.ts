import { useConversations } from './use-conversation.ts'
import { useWritingWords } from './use-writing-words.ts'

/** What stands in the empty composer: where nobody has said anything yet, how to begin. */
export function usePlaceholder(channelId: string, name: string): string {
  const { message, sayHello } = useWritingWords()
  const here = useConversations().find((one) => one.channel.id === channelId)
  return here?.channel.lastSeq === 0 ? sayHello(name) : message(name)
}
