/** A small seeded generator (mulberry32), so that a failing walk can be walked again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

export function pick<T>(from: readonly T[], random: () => number): T {
  const chosen = from[Math.floor(random() * from.length)]
  if (chosen === undefined) throw new Error('Nothing to pick from')
  return chosen
}

/** fast-check's settings; PARLEY_SEED walks one failing walk again. */
export const runs = (numRuns: number): { numRuns: number; seed?: number; verbose: 0 } => {
  const seed = process.env.PARLEY_SEED
  return { numRuns, verbose: 0, ...(seed && { seed: Number(seed) }) }
}
