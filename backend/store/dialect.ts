import type { Expression, Kysely } from 'kysely'
import type { Tables } from './tables.ts'

/** A message's words for the search index. */
export interface SearchEntry {
  n: number
  content: string
}

export interface SearchQuery {
  /** Plain words; all must occur, the last may be unfinished. */
  words: readonly string[]
  channelIds: readonly string[]
  /** Only messages inserted before this one. */
  beforeN: number | undefined
  limit: number
}

/** Everything that only one database can do, or does better. Each dialect has one file of these. */
export interface DialectParts {
  /** The column type of an insertion number. */
  readonly serial: Expression<unknown>
  createSearch(db: Kysely<unknown>): Promise<void>
  indexWords(db: Kysely<Tables>, entry: SearchEntry): Promise<void>
  forgetWords(db: Kysely<Tables>, entry: SearchEntry): Promise<void>
  /** Insertion numbers of the newest matches, newest first. */
  search(db: Kysely<Tables>, query: SearchQuery): Promise<number[]>
  /** Locks these scopes until the end of the transaction, in the order of their ids, so that no two writers wait for each other. */
  lockScopes(db: Kysely<Tables>, ids: readonly string[]): Promise<void>
}
