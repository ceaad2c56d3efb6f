/** One pixel as a PNG, in base64. */
export const PIXEL = 'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGM4oaEBAALUARkFUI+kAAAAAElFTkSuQmCC'

/** A GIF that says of itself to be so large; nothing more of it is there. */
export const gifOf = (width: number, height: number): string => {
  const bytes = Buffer.from(`GIF89a${'\0'.repeat(30)};`, 'latin1')
  bytes.writeUInt16LE(width, 6)
  bytes.writeUInt16LE(height, 8)
  return bytes.toString('base64')
}
