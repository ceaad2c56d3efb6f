import { ChatError, LIMITS } from '@parley/protocol'

/** A side of what is made smaller here: sharp on every screen where an emoji stands alone. */
const SMALL = 128
const KEPT = ['image/png', 'image/gif', 'image/webp']

/** A picture from somebody's disk as the server takes it, in base64: as it is where it may be so, or else smaller. What moves is not touched. */
export async function pictureFrom(file: File): Promise<string> {
  const bitmap = await createImageBitmap(file).catch(() => {
    throw new ChatError('invalid', 'A picture is a PNG, GIF or WebP')
  })
  const fits = KEPT.includes(file.type) && file.size <= LIMITS.emojiBytes && Math.max(bitmap.width, bitmap.height) <= LIMITS.emojiPixels
  if (fits) return base64Of(file)
  if (file.type === 'image/gif') throw new ChatError('too_large', `A picture has at most ${LIMITS.emojiBytes / 1024} KiB`)
  return base64Of(await smaller(bitmap))
}

/** Proposed by what the file is called. */
export const nameFrom = (file: string): string =>
  file
    .replace(/\.[^.]*$/, '')
    .toLowerCase()
    .replaceAll(/[^a-z0-9_+-]+/g, '-')
    .slice(0, LIMITS.emojiNameChars)
    .replaceAll(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')

async function smaller(bitmap: ImageBitmap): Promise<Blob> {
  const scale = Math.min(1, SMALL / Math.max(bitmap.width, bitmap.height))
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(bitmap.width * scale))
  canvas.height = Math.max(1, Math.round(bitmap.height * scale))
  const paper = canvas.getContext('2d')
  if (!paper) throw new ChatError('invalid', 'A picture is a PNG, GIF or WebP')
  paper.imageSmoothingQuality = 'high'
  paper.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new ChatError('invalid', 'A picture is a PNG, GIF or WebP'))), 'image/webp', 0.9),
  )
}

const base64Of = (blob: Blob): Promise<string> =>
  new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''))
    reader.onerror = () => reject(reader.error)
    reader.readAsDataURL(blob)
  })
