/** A server's text frame, ready to be written: one FIN text frame, never masked (RFC 6455, 5.2). */
export function frameOf(text: string): Buffer {
  const length = Buffer.byteLength(text)
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const frame = Buffer.allocUnsafe(header + length)
  frame[0] = 0x81
  if (header === 2) frame[1] = length
  else if (header === 4) {
    frame[1] = 126
    frame.writeUInt16BE(length, 2)
  } else {
    frame[1] = 127
    frame.writeUInt32BE(Math.floor(length / 2 ** 32), 2)
    frame.writeUInt32BE(length % 2 ** 32, 6)
  }
  frame.write(text, header)
  return frame
}

/** The text of a frame that `frameOf` made. */
export function textOf(frame: Buffer): string {
  const length = (frame[1] ?? 0) & 127
  return frame.toString('utf8', length < 126 ? 2 : length === 126 ? 4 : 10)
}
