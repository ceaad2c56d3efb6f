import { useSyncExternalStore } from 'react'
import { useClient } from './use-client.ts'
import { useWritingWords } from './use-writing-words.ts'

/** What stands in the empty composer: where nobody has said anything yet, how to begin. */
export function usePlaceholder(channelId: string, name: string): string {
  const { message, sayHello } = useWritingWords()
  const client = useClient()
  const isSilent = () => client.conversation(channelId).get()?.channel.lastSeq === 0
  return useSyncExternalStore(client.conversations.subscribe, isSilent, isSilent) ? sayHello(name) : message(name)
}
