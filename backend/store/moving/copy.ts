import { ChatError } from '@parley/protocol'
import { partNames } from '../parts.ts'
import type { House } from './house.ts'
import { putRows, type RowSource } from './rows.ts'
import { type Counts, type Told, totalOf } from './told.ts'

/** Writes all rows of a source into an empty house, a transaction a page; the last one makes all of them durable. */
export async function copy(source: RowSource, house: House, counts: Counts, told: Told): Promise<void> {
  told.begin('copying', totalOf(counts))
  for (const name of partNames) {
    for await (const page of source.pages(name)) {
      await house
        .put((at) => putRows(at, name, page))
        .catch((failure) => {
          throw failure instanceof ChatError ? new Error(`A row of ${name} cannot be kept in ${house.place}: ${failure.message}`) : failure
        })
      told.done(name, page.length)
    }
  }
  await house.write(({ db, dialect }) => dialect.settle(db))
  told.end()
}
