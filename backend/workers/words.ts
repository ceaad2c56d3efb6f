import type { Config } from '../config/index.ts'
import type { Identity } from '../store/store.ts'

/** Where a worker finds its line to the first process, behind input, output, errors and the channel of node:cluster. */
export const LINE_FD = 4

/** What the first process tells a worker to begin with. */
export interface Boot {
  config: Config
  number: number
  ownerCode: string
  /** Of the store that the first process holds; undefined: each worker opens the database itself. */
  identity: Identity | undefined
}

/** What a worker says of its start. */
export type Report = { url: string; isOwned: boolean } | { failed: string; code: string | undefined }
