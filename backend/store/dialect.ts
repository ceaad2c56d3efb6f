import type { AliasedRawBuilder, CompiledQuery, Expression, Kysely } from 'kysely'
import type { ScopesTable, Tables } from './tables.ts'

/** Where rows are put. One object for each place: what is said to the database is kept with it. */
export interface Target<Row> {
  readonly table: keyof Tables
  readonly columns: Columns<Row>
}

/** A message that is in the table, or on its way there before, and its words for the search index. */
interface SearchEntry {
  id: string
  content: string
}

export interface SearchQuery {
  /** Plain words; all must occur, the last may be unfinished. */
  words: readonly string[]
  /** Channels; what was said in their threads is found with them. */
  channelIds: readonly string[]
  /** Only messages inserted before this one. */
  beforeN: number | undefined
  limit: number
}

/** Where a query is said, and in which dialect. */
export interface At {
  readonly db: Kysely<Tables>
  readonly dialect: DialectParts
  /** Says a query that never changes, so that the database need not plan it each time. Where this is missing, `db` says it as any other. */
  readonly again?: <Row>(query: CompiledQuery<Row>, parameters: readonly unknown[]) => Promise<Row[]>
}

/** Everything that only one database can do, or does better. Each dialect has one file of these. */
export interface DialectParts {
  /** The column type of an insertion number. */
  readonly serial: Expression<unknown>
  /** The column type of text, ordered by code point. */
  readonly text: 'text' | Expression<unknown>
  /** A table `r` made of one parameter, JSON of an array of objects: what concerns many rows is one statement, whatever their number. */
  rows<Row>(columns: Columns<Row>, json: string): AliasedRawBuilder<Row, 'r'>
  /** Puts rows into a table, with as little said for each as this database allows; columns that are not named take their defaults. */
  put<Row>(at: At, into: Target<Row>, rows: readonly Row[]): Promise<void>
  /** Tables that only this database needs: the search index above all. */
  createOwn(db: Kysely<unknown>): Promise<void>
  indexWords(tx: At, entries: readonly SearchEntry[]): Promise<void>
  /** `n` is the message's insertion number. */
  forgetWords(db: Kysely<Tables>, n: number): Promise<void>
  /** Insertion numbers of the newest matches, newest first. */
  search(db: Kysely<Tables>, query: SearchQuery): Promise<number[]>
  /** Locks these scopes until the end of the transaction, in the order of their ids, so that no two writers wait for each other; answers where they stand. */
  lockScopes(tx: At, ids: readonly string[]): Promise<ScopesTable[]>
  /** Locks every scope there is and will be: for the rare write that cannot say beforehand what it ticks. */
  lockAllScopes(tx: At): Promise<void>
  /** From this commit on the writers of other processes are refused; waits for what they have begun. */
  barWriters(db: Kysely<Tables>): Promise<void>
  admitWriters(db: Kysely<Tables>): Promise<void>
  /** Empties these tables and the search index. */
  clear(db: Kysely<Tables>, tables: readonly string[]): Promise<void>
  /** After rows were written with numbers of their own: the next number, and what the planner knows. */
  settle(db: Kysely<Tables>): Promise<void>
  /** Locks rows that are no scopes, in the order of their ids. */
  lockRows(tx: At, table: 'sessions', ids: readonly string[]): Promise<void>
}

export type Columns<Row> = Readonly<Record<keyof Row & string, 'text' | 'bigint'>>
