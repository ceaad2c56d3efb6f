import { keep, kept } from './kept.ts'

export const draftKey = (userId: string, channelId: string): string => `parley:draft:${userId}:${channelId}`
const listeners = new Set<() => void>()
/** What was read or written here, so that each key and each row of the sidebar does not ask the browser's storage again. */
const known = new Map<string, string>()
if (typeof window !== 'undefined') addEventListener('storage', () => known.clear())

/** What storage did not take: it lives as long as this page. */
const unkept = new Map<string, string>()

/** What a person has written and not sent, a conversation each, in this browser. */
export function draftOf(userId: string, channelId: string): string {
  const at = draftKey(userId, channelId)
  const draft = unkept.get(at) ?? known.get(at) ?? kept(at) ?? ''
  known.set(at, draft)
  return draft
}

export function keepDraft(userId: string, channelId: string, text: string): void {
  const at = draftKey(userId, channelId)
  const [was, wasUnkept] = [draftOf(userId, channelId), hasUnkeptDrafts()]
  known.set(at, text)
  if (keep(at, text === '' ? null : text)) unkept.delete(at)
  else unkept.set(at, text)
  touched.add(channelId)
  for (const hear of written) hear(channelId)
  if ((was === '') !== (text === '') || wasUnkept !== hasUnkeptDrafts()) for (const listener of listeners) listener()
}

/** Where something was written since this page began, also before anybody heard of it. */
export const touched = new Set<string>()
const written = new Set<(channelId: string) => void>()
/** Hears of every letter. */
export function onWritten(hear: (channelId: string) => void): () => void {
  written.add(hear)
  return () => void written.delete(hear)
}

/** Words that came from another device: shown at once, except where somebody is writing. */
export function takeDraft(userId: string, channelId: string, text: string): void {
  keepDraft(userId, channelId, text)
  for (const listener of listeners) listener()
}

/** Something is written here that would be lost with the page. */
export const hasUnkeptDrafts = (): boolean => [...unkept.values()].some((text) => text !== '')

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
