import type { Message } from '@parley/protocol'
import { useCallback, useEffect, useRef, useState } from 'react'
import { wordsOf } from '../lib/failure.ts'
import { useClient } from './use-client.ts'

interface Found {
  /** Which question this answers. */
  asked: string
  messages: readonly Message[]
  cursor: string | null
}

const PAGE = 20
const questionOf = (q: string, channelId: string | null): string => JSON.stringify([q, channelId])

/** What was said with these words, page by page. A question asked later is never answered by an earlier one. */
export function useSearch(q: string, channelId: string | null) {
  const client = useClient()
  const [found, setFound] = useState<Found | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [loading, setLoading] = useState(false)
  const asked = questionOf(q, channelId)
  const current = useRef(asked)
  current.current = asked

  const ask = useCallback(
    async (before: Found | null) => {
      const input = { q, limit: PAGE, ...(channelId && { channelId }), ...(before?.cursor && { cursor: before.cursor }) }
      const question = questionOf(q, channelId)
      setLoading(true)
      setFailure(null)
      const answer = await client.call('search', input).catch((error: unknown) => wordsOf(error))
      if (current.current !== question) return
      setLoading(false)
      if (typeof answer === 'string') setFailure(answer)
      else setFound({ asked: question, messages: [...(before?.messages ?? []), ...answer.messages], cursor: answer.cursor })
    },
    [client, q, channelId],
  )
  useEffect(() => {
    if (q === '') setLoading(false)
    else void ask(null)
  }, [q, ask])
  const shown = found?.asked === asked && q !== '' ? found : null
  return { found: shown, failure, loading, more: () => void ask(shown) }
}
