import { keep, kept } from './kept.ts'

const key = (userId: string, channelId: string): string => `parley:draft:${userId}:${channelId}`
const listeners = new Set<() => void>()
/** What was read or written here, so that each key and each row of the sidebar does not ask the browser's storage again. */
const known = new Map<string, string>()
if (typeof window !== 'undefined') addEventListener('storage', () => known.clear())

/** What a person has written and not sent, a conversation each, in this browser. */
export function draftOf(userId: string, channelId: string): string {
  const place = key(userId, channelId)
  const draft = known.get(place) ?? kept(place) ?? ''
  known.set(place, draft)
  return draft
}

export function keepDraft(userId: string, channelId: string, text: string): void {
  const was = draftOf(userId, channelId)
  known.set(key(userId, channelId), text)
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
