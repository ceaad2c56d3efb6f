import { keep, kept } from './kept.ts'

const key = (userId: string, channelId: string): string => `parley:draft:${userId}:${channelId}`
const listeners = new Set<() => void>()

/** What a person has written and not sent, a conversation each, in this browser. */
export function draftOf(userId: string, channelId: string): string {
  return kept(key(userId, channelId)) ?? ''
}

export function keepDraft(userId: string, channelId: string, text: string): void {
  const was = draftOf(userId, channelId)
  keep(key(userId, channelId), text === '' ? null : text)
  if ((was === '') !== (text === '')) for (const listener of listeners) listener()
}

/** Hears when a draft begins or ends here, and of every change that another tab makes. */
export function onDrafts(listener: () => void): () => void {
  const elsewhere = (event: StorageEvent): void => {
    if (event.key === null || event.key.startsWith('parley:draft:')) listener()
  }
  listeners.add(listener)
  addEventListener('storage', elsewhere)
  return () => {
    listeners.delete(listener)
    removeEventListener('storage', elsewhere)
  }
}
