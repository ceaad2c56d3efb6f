const WIDTH = 32

/** A share of a whole, drawn. */
export function bar(share: number): string {
  const filled = Math.round(share * WIDTH)
  return '━'.repeat(filled) + '╌'.repeat(WIDTH - filled)
}
