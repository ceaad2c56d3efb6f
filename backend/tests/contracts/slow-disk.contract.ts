import { LIMITS } from '@parley/protocol'
import { expect, test } from 'vitest'
import type { Store } from '../../store/store.ts'
import { withHarbour } from './harbour.ts'

/** `hold` keeps every commit of the store's waiting, as a disk does that stands still; what it answers lets go. */
export function slowDiskContract(name: string, open: () => Promise<{ store: Store; hold: () => Promise<() => Promise<void>> }>) {
  test(`[I1] ${name}: while the disk stands still writes wait up to a bound and are refused above it, reads go on, and nothing that was let in is lost`, async () => {
    const { store, hold } = await open()
    const { draft, head, ada } = await withHarbour(store)
    // No words: what the index does with them is not the question.
    const long = '-'.repeat(LIMITS.contentChars)
    const fitting = Math.floor(LIMITS.writesWaitingChars / long.length)
    const release = await hold()
    let acked = 0
    const waiting = Array.from({ length: fitting }, () =>
      store.append(draft(long)).then(({ message }) => {
        acked++
        return message.seq
      }),
    )
    const refused = draft(long)
    await expect(store.append(refused)).rejects.toMatchObject({ code: 'unavailable', retryMs: 1_000 })
    expect((await head(ada)).channel.lastSeq).toBe(0)
    expect([acked, store.figures.waiting]).toEqual([0, fitting])

    await release()
    expect(await Promise.all(waiting)).toEqual(Array.from({ length: fitting }, (_, at) => at + 1))
    expect((await store.append(refused)).message.seq).toBe(fitting + 1)
    expect([(await head(ada)).channel.lastSeq, store.figures.waiting, store.figures.readsWaiting]).toEqual([fitting + 1, 0, 0])
  }, 20_000)
}
