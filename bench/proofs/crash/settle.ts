import { ChatError, errors } from '@parley/protocol'
import { Lost } from '../../rest.ts'
import { pause } from '../../server.ts'

const PATIENCE_MS = 60_000

/** Repeats until somebody answers for good: the answer, or a refusal that will not change. `again` hears of every repeat. */
export async function settle<T>(attempt: () => Promise<T>, again: () => void): Promise<T | ChatError> {
  for (const deadline = performance.now() + PATIENCE_MS; performance.now() < deadline; again()) {
    try {
      return await attempt()
    } catch (failure) {
      if (failure instanceof ChatError && errors[failure.code].retry === 'never') return failure
      if (!(failure instanceof ChatError) && !(failure instanceof Lost)) throw failure
      await pause(20 + Math.random() * 60)
    }
  }
  throw new Error(`Nobody answered within ${PATIENCE_MS} ms`)
}
