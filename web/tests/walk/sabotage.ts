import type { Front } from '../front.ts'
import { expect } from '../support.ts'
import type { Walker } from './walker.ts'

interface Sabotage {
  /** Before anybody has loaded the page; */
  client?(front: Front): void
  /** and when they are there. */
  victim?(walker: Walker): Promise<void>
}

/**
 * Each fifth message or reaction, as a live event, never arrives. What is asked for by a resume does: no connection loses the middle of an answer, and a client
 * has nothing to see that by.
 */
const losesEvents = async ({ line }: Walker): Promise<void> => {
  const resuming = new WeakSet<object>()
  let passed = 0
  line.swallows = (words, from, connection) => {
    if (from === 'page' && words.includes('"type":"auth"')) resuming.add(connection)
    if (from === 'server' && words.startsWith('{"type":"synced"')) resuming.delete(connection)
    const isLive = from === 'server' && /^\{"type":"(?:message|reaction)\.changed"/.test(words) && !resuming.has(connection)
    return isLive && ++passed % 5 === 0
  }
}

const ways: Record<string, Sabotage> = {
  /** What is kept of a draft is forgotten. */
  drafts: {
    victim: async ({ page }) => {
      await page.context().addInitScript(() => {
        const { setItem } = Storage.prototype
        Storage.prototype.setItem = function (key, value) {
          if (!key.startsWith('parley:draft:')) setItem.call(this, key, value)
        }
      })
      await page.reload()
    },
  },
  /** The network loses what the client must miss and ask for: it heals, and nothing is wrong in the end. */
  event: { victim: losesEvents },
  /** The same network, and a client that sees neither a gap nor that its clocks are behind the server's. */
  deaf: {
    client: (front) => {
      front.altered = [
        { from: /get gap\(\)\{return/, to: 'get gap(){return!1&&', met: 0 },
        { from: /answered:(\w+)=>/, to: 'answered:$1=>0&&', met: 0 },
      ]
    },
    victim: losesEvents,
  },
  /** No mark of what was read is ever sent. */
  reads: {
    victim: async ({ line }) => {
      line.swallows = (words, from) => from === 'page' && words.includes('"type":"channel.read"')
    },
  },
}

/** Breaks something on purpose: a walk that does not see it proves nothing. What is broken for one person is so for the last who came. */
export function sabotageOf(name: string | undefined): { client(front: Front): void; victim(front: Front, walkers: readonly Walker[]): Promise<void> } {
  const way = name === undefined ? {} : ways[name]
  if (!way) throw new Error(`No such sabotage: ${name}`)
  return {
    client: (front) => way.client?.(front),
    async victim(front, walkers) {
      const last = walkers.at(-1)
      if (last) await way.victim?.(last)
      expect(
        front.altered.filter(({ met }) => met === 0),
        'the client is as broken as it should be',
      ).toEqual([])
    },
  }
}
