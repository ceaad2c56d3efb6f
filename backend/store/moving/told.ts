import { type PartName, partNames } from '../parts.ts'
import type { RowSource } from './rows.ts'

/** Hears how far a long work has come. */
export interface Told {
  begin(what: string, rows: number): void
  /** `rows` more are done. */
  done(name: PartName, rows: number): void
  end(): void
}

export type Counts = Readonly<Record<PartName, number>>

export async function countsOf(source: RowSource): Promise<Counts> {
  const counts: Partial<Record<PartName, number>> = {}
  for (const name of partNames) counts[name] = await source.count(name)
  return counts as Counts
}

export const totalOf = (counts: Counts): number => partNames.reduce((total, name) => total + counts[name], 0)
