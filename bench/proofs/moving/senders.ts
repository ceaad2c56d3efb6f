import { ChatError } from '@parley/protocol'
import type { Person } from '../../people.ts'
import { ask, Lost } from '../../rest.ts'
import { pause } from '../../server.ts'

const PER_SECOND = 10

/** People who go on talking, each ten times a second at most, while something else is under way. Their ids make a repeat harmless. */
export function talk(url: string, people: readonly Person[], channelIds: readonly string[]) {
  const talked = { acked: 0, failed: 0 }
  let over = false
  const one = async ({ token }: Person, at: number): Promise<void> => {
    for (let n = 0; !over; n++) {
      const path = `/api/channels/${channelIds[(n + at) % channelIds.length]}/messages`
      try {
        await ask(url, token, 'POST', path, { id: crypto.randomUUID(), content: `meanwhile ${n}` })
        talked.acked++
      } catch (failure) {
        if (!(failure instanceof Lost || failure instanceof ChatError)) throw failure
        talked.failed++
      }
      await pause(1_000 / PER_SECOND)
    }
  }
  const done = Promise.all(people.map(one))
  done.catch(() => {}) // told by stop
  return {
    talked,
    async stop(): Promise<void> {
      over = true
      await done
    },
  }
}
