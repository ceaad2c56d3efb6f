const END_OF_HEAD = '\r\n\r\n'
const TEXT = 0x81 // whole, and text: what both sides of this wire send

/** What goes one way over one connection, cut into what may pass or not: the head of a WebSocket and then its frames. */
export class Frames {
  #kept: Buffer = Buffer.alloc(0)
  #inHead = true

  /** The whole pieces that these bytes complete. */
  take(bytes: Buffer): Buffer[] {
    this.#kept = Buffer.concat([this.#kept, bytes])
    const pieces: Buffer[] = []
    for (let length = this.#next(); length > 0 && length <= this.#kept.length; length = this.#next()) {
      pieces.push(this.#kept.subarray(0, length))
      this.#kept = this.#kept.subarray(length)
      this.#inHead = false
    }
    return pieces
  }

  /** How long the next piece is; 0 where that is not known yet. */
  #next(): number {
    if (!this.#inHead) return lengthOf(this.#kept)
    const end = this.#kept.indexOf(END_OF_HEAD)
    return end < 0 ? 0 : end + END_OF_HEAD.length
  }
}

/** What a frame says; nothing if it is not a whole one of text. */
export function textOf(frame: Buffer): string {
  if (frame[0] !== TEXT) return ''
  const { start, mask } = partsOf(frame)
  const words = Buffer.from(frame.subarray(start))
  if (mask) for (let at = 0; at < words.length; at++) words[at] = (words[at] ?? 0) ^ (mask[at % 4] ?? 0)
  return words.toString()
}

function lengthOf(bytes: Buffer): number {
  if (bytes.length < 2) return 0
  const { start, size } = partsOf(bytes)
  return bytes.length < start ? 0 : start + size
}

/** RFC 6455, 5.2. What has not come yet reads as 0: nobody asks before `start` is there. */
function partsOf(bytes: Buffer): { start: number; size: number; mask: Buffer | undefined } {
  const short = (bytes[1] ?? 0) & 0x7f
  const wide = short === 126 ? 2 : short === 127 ? 8 : 0
  const masked = ((bytes[1] ?? 0) & 0x80) !== 0
  const start = 2 + wide + (masked ? 4 : 0)
  const size = wide === 0 || bytes.length < start ? short : Number(wide === 2 ? bytes.readUInt16BE(2) : bytes.readBigUInt64BE(2))
  return { start, size, mask: masked ? bytes.subarray(start - 4, start) : undefined }
}
