import { keep, kept } from './kept.ts'

const key = (userId: string, channelId: string): string => `parley:draft:${userId}:${channelId}`

/** What a person has written and not sent, a conversation each, in this browser. */
export function draftOf(userId: string, channelId: string): string {
  return kept(key(userId, channelId)) ?? ''
}

/** Hears what another tab makes of this draft. */
export function onDraft(userId: string, channelId: string, listener: (text: string) => void): () => void {
  const stop = new AbortController()
  const hear = (event: StorageEvent): void => {
    if (event.key === key(userId, channelId)) listener(event.newValue ?? '')
  }
  addEventListener('storage', hear, { signal: stop.signal })
  return () => stop.abort()
}

export function keepDraft(userId: string, channelId: string, text: string): void {
  keep(key(userId, channelId), text === '' ? null : text)
}
