import type { Walker } from './walker.ts'

const ways = {
  /** What is kept of a draft is forgotten. */
  drafts: async ({ page }: Walker) => {
    await page.context().addInitScript(() => {
      const { setItem } = Storage.prototype
      Storage.prototype.setItem = function (key, value) {
        if (!key.startsWith('parley:draft:')) setItem.call(this, key, value)
      }
    })
    await page.reload()
  },
  /** One message, as an event, never arrives. */
  event: async ({ line }: Walker) => {
    let passed = 0
    line.swallows = (words, from) => {
      const lost = from === 'server' && words.includes('"type":"message.changed"') && ++passed === 5
      if (lost) console.log('walk: an event was lost')
      return lost
    }
  },
  /** No mark of what was read is ever sent. */
  reads: async ({ line }: Walker) => {
    line.swallows = (words, from) => from === 'page' && words.includes('"type":"channel.read"')
  },
}

/** Breaks something on purpose, for the last who came: a walk that does not see it proves nothing. */
export async function sabotage(name: string | undefined, walkers: readonly Walker[]): Promise<void> {
  if (name === undefined) return
  const way = Object.entries(ways).find(([known]) => known === name)?.[1]
  const victim = walkers.at(-1)
  if (!way || !victim) throw new Error(`No such sabotage: ${name}`)
  await way(victim)
}
