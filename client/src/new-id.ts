let last = 0

/**
 * A UUID of version 7 (RFC 9562): 48 bits of milliseconds, the version, and chance; each stands behind the one before, so the clock is ahead for a while
 * after a burst. A library's would be a kilobyte and a half of every first load, and pages over plain HTTP have no `crypto.randomUUID`.
 */
export function newId(): string {
  last = Math.max(Date.now(), last + 1)
  const time = last.toString(16).padStart(12, '0')
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  const variant = (8 + ((bytes[8] ?? 0) & 3)).toString(16)
  return `${time.slice(0, 8)}-${time.slice(8)}-7${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`
}
