import { ChatError, LIMITS } from '@parley/protocol'

export type PictureKind = 'png' | 'gif' | 'webp'

export const pictureTypes: Record<PictureKind, string> = { png: 'image/png', gif: 'image/gif', webp: 'image/webp' }

/** By its first bytes and never by what somebody calls it. Nothing is decoded here, so what is too large for a browser is refused by what it says of itself. */
export function kindOf(bytes: Uint8Array): PictureKind {
  if (bytes.length > LIMITS.emojiBytes) throw new ChatError('too_large', `A picture has at most ${LIMITS.emojiBytes / 1024} KiB`)
  const head = headOf(bytes)
  if (!head) throw new ChatError('invalid', 'A picture is a PNG, GIF or WebP')
  const { kind, width, height } = head
  if (width === 0 || height === 0) throw new ChatError('invalid', 'This picture has no size')
  if (Math.max(width, height) > LIMITS.emojiPixels) throw new ChatError('too_large', `A picture has at most ${LIMITS.emojiPixels} pixels a side`)
  return kind
}

interface Head {
  kind: PictureKind
  width: number
  height: number
}

/** The longest of these heads. */
const HEAD_BYTES = 30

/** Kind and size, as the file formats have them at fixed places; null for everything else, and for what is cut off. */
function headOf(bytes: Uint8Array): Head | null {
  if (bytes.length < HEAD_BYTES) return null
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const words = (at: number, length: number): string => String.fromCharCode(...bytes.subarray(at, at + length))
  if (words(0, 8) === '\x89PNG\r\n\x1a\n' && words(12, 4) === 'IHDR') return { kind: 'png', width: view.getUint32(16), height: view.getUint32(20) }
  if (/^GIF8[79]a$/.test(words(0, 6))) return { kind: 'gif', width: view.getUint16(6, true), height: view.getUint16(8, true) }
  const size = words(0, 4) === 'RIFF' && words(8, 4) === 'WEBP' ? webpSizeOf(view, words(12, 4)) : null
  return size && { kind: 'webp', ...size }
}

/** A WebP begins with one of three chunks: with extras, lossy, or lossless. */
function webpSizeOf(view: DataView, chunk: string): Omit<Head, 'kind'> | null {
  const long = (at: number): number => view.getUint32(at, true)
  if (chunk === 'VP8X') return { width: (long(24) & 0xffffff) + 1, height: (long(26) >>> 8) + 1 }
  if (chunk === 'VP8 ') return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff }
  if (chunk === 'VP8L') return { width: (long(21) & 0x3fff) + 1, height: ((long(21) >>> 14) & 0x3fff) + 1 }
  return null
}
