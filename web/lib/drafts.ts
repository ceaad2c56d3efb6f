import { keep, kept } from './kept.ts'

const key = (userId: string, channelId: string): string => `parley:draft:${userId}:${channelId}`

/** What a person has written and not sent, a conversation each, in this browser. */
export function draftOf(userId: string, channelId: string): string {
  return kept(key(userId, channelId)) ?? ''
}

export function keepDraft(userId: string, channelId: string, text: string): void {
  keep(key(userId, channelId), text === '' ? null : text)
}
