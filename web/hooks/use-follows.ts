import type { Client } from '@parley/client'
import { Follows, type ThreadNews } from '@parley/client/follows'
import { useClient } from './use-client.ts'
import { useReadable } from './use-readable.ts'

const known = new WeakMap<Client, Follows>()

/** The threads that wait for this person, one list for each client. */
function followsOf(client: Client): Follows {
  const follows = known.get(client) ?? new Follows(client)
  known.set(client, follows)
  return follows
}

/** What waits in threads, by the thread's id. Only code that is fetched later may ask for it. */
export const useThreadNews = (): ReadonlyMap<string, ThreadNews> => useReadable(followsOf(useClient()).news)

/** How many replies of a thread I follow I have not read, of those there are. */
export function useUnreadReplies(threadId: string, lastSeq: number): number {
  const news = useThreadNews().get(threadId)
  return news?.followed && !news.muted ? Math.max(0, lastSeq - news.readSeq) : 0
}
