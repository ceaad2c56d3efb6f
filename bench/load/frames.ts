import { randomFillSync } from 'node:crypto'

const mask = Buffer.alloc(4)
randomFillSync(mask)

/** A client's frame: masked, as RFC 6455 (5.3) wants; one mask for all, since nobody here is to be protected from it. */
export function clientFrame(payload: Buffer, opcode = 1): Buffer {
  const { length } = payload
  if (length > 65_535) throw new Error('Too long for this generator')
  const header = length < 126 ? 2 : 4
  const frame = Buffer.allocUnsafe(header + 4 + length)
  frame[0] = 0x80 | opcode
  frame[1] = 0x80 | Math.min(length, 126)
  if (header === 4) frame.writeUInt16BE(length, 2)
  mask.copy(frame, header)
  for (let at = 0; at < length; at++) frame[header + 4 + at] = (payload[at] ?? 0) ^ (mask[at & 3] ?? 0)
  return frame
}

export interface FrameEvents {
  /** A text frame of this length; its bytes only where they were asked for. */
  text(length: number, payload: Buffer | undefined): void
  ping(): void
}

/**
 * Reads a server's frames without keeping them: a thousand receivers in one process must cost next to nothing. Only while
 * it is `whole` are payloads put together.
 */
export class FrameReader {
  readonly #events: FrameEvents
  whole = true
  /** The beginning of a frame that was cut by the end of a chunk: a header, or with `whole` anything. */
  #rest: Buffer = Buffer.alloc(0)
  #skip = 0

  constructor(events: FrameEvents) {
    this.#events = events
  }

  read(fresh: Buffer): void {
    const chunk = this.#rest.length > 0 ? Buffer.concat([this.#rest, fresh]) : fresh
    let at = Math.min(this.#skip, chunk.length)
    this.#skip -= at
    while (at < chunk.length) {
      const next = this.#frame(chunk, at)
      if (next === undefined) break
      at = Math.min(next, chunk.length)
      this.#skip = next - at
    }
    this.#rest = at < chunk.length ? Buffer.from(chunk.subarray(at)) : Buffer.alloc(0)
  }

  /** Reads the frame at `at`; answers where it ends, which may lie behind the chunk, or undefined when more bytes are needed. */
  #frame(chunk: Buffer, at: number): number | undefined {
    const left = chunk.length - at
    if (left < 2) return undefined
    const short = (chunk[at + 1] ?? 0) & 127
    const header = short < 126 ? 2 : short === 126 ? 4 : 10
    if (left < header) return undefined
    const length = short < 126 ? short : short === 126 ? chunk.readUInt16BE(at + 2) : chunk.readUInt32BE(at + 6)
    if (this.whole && left < header + length) return undefined
    const opcode = (chunk[at] ?? 0) & 15
    if (opcode === 1) this.#events.text(length, this.whole ? chunk.subarray(at + header, at + header + length) : undefined)
    else if (opcode === 9) this.#events.ping()
    return at + header + length
  }
}
