import { useState } from 'react'
import { wordsOf } from '../lib/failure.ts'

/** One request at a time with its failure in words. `run` answers whether it succeeded. */
export function useRequest(): { busy: boolean; failure: string | null; run(work: () => Promise<unknown>): Promise<boolean> } {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const run = async (work: () => Promise<unknown>): Promise<boolean> => {
    setBusy(true)
    setFailure(null)
    try {
      await work()
      return true
    } catch (error) {
      setFailure(wordsOf(error))
      return false
    } finally {
      setBusy(false)
    }
  }
  return { busy, failure, run }
}
