import { type RefObject, useCallback, useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { draftOf, keepDraft, onDrafts } from '../lib/drafts.ts'
import { useSession } from './use-client.ts'

/**
 * What is being written here, kept over reloads and the same in every tab. While somebody writes in this field, another tab's words wait until the field
 * is left, and are forgotten if it was written in meanwhile.
 */
export function useDraft(channelId: string, field: RefObject<HTMLTextAreaElement | null>): [text: string, change: (text: string) => void, left: () => void] {
  const { me } = useSession()
  const [text, setText] = useState(() => draftOf(me.id, channelId))
  const missed = useRef(false)
  const change = useCallback(
    (next: string) => {
      missed.current = false
      setText(next)
      keepDraft(me.id, channelId, next)
    },
    [me.id, channelId],
  )
  useEffect(() => {
    const hear = () => {
      if (field.current?.value && document.hasFocus() && document.activeElement === field.current) missed.current = true
      else setText(draftOf(me.id, channelId))
    }
    return onDrafts(hear)
  }, [me.id, channelId, field])
  const left = useCallback(() => {
    if (missed.current) setText(draftOf(me.id, channelId))
    missed.current = false
  }, [me.id, channelId])
  return [text, change, left]
}

/** Whether something is written and not sent in a conversation. */
export function useHasDraft(channelId: string): boolean {
  const { me } = useSession()
  const has = () => draftOf(me.id, channelId).trim() !== ''
  return useSyncExternalStore(onDrafts, has, () => false)
}
