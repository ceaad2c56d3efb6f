import type { Chance } from '../../random.ts'
import type { Filter } from './link.ts'

const LATE_MS = 150
const END = '\r\n'

/** What may happen to a message that NATS brings to one node: each with the same chance, from 0 to 1. */
export class Disturbance {
  share = 0
  readonly done = { brought: 0, dropped: 0, doubled: 0, reordered: 0 }
  readonly #chance: Chance

  constructor(chance: Chance) {
    this.#chance = chance
  }

  /** Between a NATS and one node: whole messages are dropped, doubled or held back; all else passes untouched. */
  filter: Filter = (pass) =>
    frames((frame, isMessage) => {
      if (!isMessage || this.share === 0) return pass(frame)
      this.done.brought++
      if (this.#falls('dropped')) return
      if (this.#falls('doubled')) pass(frame)
      if (this.#falls('reordered')) setTimeout(pass, this.#chance.between(1, LATE_MS), frame)
      else pass(frame)
    })

  #falls(what: 'dropped' | 'doubled' | 'reordered'): boolean {
    const falls = this.#chance.next() < this.share
    if (falls) this.done[what]++
    return falls
  }
}

/** Takes what a NATS server says apart: lines, of which MSG and HMSG are followed by as many bytes as their last word tells, and an end of line. */
function frames(tell: (frame: Buffer, isMessage: boolean) => void): (bytes: Buffer) => void {
  let kept: Buffer = Buffer.alloc(0)
  return (bytes) => {
    kept = kept.length === 0 ? bytes : Buffer.concat([kept, bytes])
    for (let end = kept.indexOf(END); end >= 0; end = kept.indexOf(END)) {
      const line = kept.toString('latin1', 0, end)
      const isMessage = /^H?MSG /i.test(line)
      const length = end + END.length + (isMessage ? Number(line.slice(line.lastIndexOf(' ') + 1)) + END.length : 0)
      if (kept.length < length) return
      tell(kept.subarray(0, length), isMessage)
      kept = kept.subarray(length)
    }
  }
}
