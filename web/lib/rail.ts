/** The whole of a history as one stretch: where a number stands in it, and what number stands where. */
export interface Stretch {
  first: number
  last: number
}

const within = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value))

/** 0 at the first message, 1 at the last. */
export const shareOf = ({ first, last }: Stretch, seq: number): number => within((seq - first) / Math.max(1, last - first), 0, 1)

export const seqAt = ({ first, last }: Stretch, share: number): number => Math.round(first + within(share, 0, 1) * (last - first))

/** Where a key leads from a number: a line is ten messages, a page a twentieth of everything. */
export function keyed(stretch: Stretch, seq: number, key: string): number | null {
  const page = Math.ceil((stretch.last - stretch.first) / 20)
  const to = { ArrowUp: seq - 10, ArrowDown: seq + 10, PageUp: seq - page, PageDown: seq + page, Home: stretch.first, End: stretch.last }[key]
  return to === undefined ? null : within(to, stretch.first, stretch.last)
}
