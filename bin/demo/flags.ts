import { crc32, deflateSync } from 'node:zlib'

const SIDE = 64
type Colour = readonly [number, number, number]
const white: Colour = [250, 250, 246]
const red: Colour = [200, 52, 44]
const blue: Colour = [32, 72, 150]

/** Two flags of the international code of signals, as emoji: "a pilot is on board", and "about to sail". */
export const flags: Record<string, string> = {
  pilot_aboard: png((x) => (x < SIDE / 2 ? white : red)),
  blue_peter: png((x, y) => (Math.max(Math.abs(x - SIDE / 2), Math.abs(y - SIDE / 2)) < SIDE / 5 ? white : blue)),
}

/** A picture in base64 (PNG, ISO/IEC 15948): a head, the lines of pixels, an end. */
function png(colourAt: (x: number, y: number) => Colour): string {
  const lines = Array.from({ length: SIDE }, (_, y) => [0, ...Array.from({ length: SIDE }, (_, x) => colourAt(x, y)).flat()]).flat()
  const head = Buffer.alloc(13)
  head.writeUInt32BE(SIDE, 0)
  head.writeUInt32BE(SIDE, 4)
  head.set([8, 2], 8) // eight bits of red, of green and of blue
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(lines))),
    chunk('IEND', Buffer.alloc(0)),
  ]).toString('base64')
}

function chunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const whole = Buffer.alloc(named.length + 8)
  whole.writeUInt32BE(data.length, 0)
  whole.set(named, 4)
  whole.writeUInt32BE(crc32(named), named.length + 4)
  return whole
}
