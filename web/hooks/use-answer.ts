import type { Answer, CommandInput, CommandName } from '@parley/protocol'
import { useCallback, useEffect, useState } from 'react'
import { wordsOf } from '../lib/failure.ts'
import { useClient } from './use-client.ts'

/** The answer to a question asked when shown and whenever its input changes; `again` asks anew. The last answer stays until the next. */
export function useAnswer<N extends CommandName>(name: N, input: CommandInput<N>): { answer: Answer<N> | null; failure: string | null; again(): void } {
  const client = useClient()
  const [answer, setAnswer] = useState<Answer<N> | null>(null)
  const [failure, setFailure] = useState<string | null>(null)
  const [round, setRound] = useState(0)
  const asked = JSON.stringify([input, round])

  useEffect(() => {
    let here = true
    const [question] = JSON.parse(asked) as [CommandInput<N>]
    client.call(name, question).then(
      (told) => {
        if (!here) return
        setAnswer(told)
        setFailure(null)
      },
      (error: unknown) => here && setFailure(wordsOf(error)),
    )
    return () => {
      here = false
    }
  }, [client, name, asked])
  return { answer, failure, again: useCallback(() => setRound((before) => before + 1), []) }
}
