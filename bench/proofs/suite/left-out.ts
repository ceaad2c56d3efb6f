/** A test, or with no name a whole file, that does not meet three nodes in `npm run proof:suite`, and why. */
interface Exception {
  /** From the root of the repository. */
  file: string
  /** A part of its full name. */
  test?: string
  why: string
}

/** Both lists are kept short and told with the counts. What is left out on three nodes; every entry must still be a test. */
export const leftOut: readonly Exception[] = [
  { file: 'backend/tests/proof-crash.test.ts', why: 'kills one process on SQLite' },
  { file: 'backend/tests/security/timed.test.ts', test: 'beside a server in a process of its own', why: 'that server is one process on SQLite' },
  { file: 'backend/tests/store.sqlite.test.ts', why: 'is about the file of SQLite; its contracts run on PostgreSQL as store.postgres.test.ts' },
]

const PERSONS_LIMITS = 'a limit over several nodes is exact only after seconds, see cluster/limits.test.ts: here one node is asked'

/** What is asked of one node by its own door, while the other two are there. */
export const atOneNode: readonly Exception[] = [
  { file: 'backend/tests/socket/bounds.test.ts', why: `${PERSONS_LIMITS}; visitors are counted by each node, and what a slow reader costs is looked up in it` },
  { file: 'backend/tests/security/guessing.test.ts', why: PERSONS_LIMITS },
  { file: 'backend/tests/security/floods.test.ts', test: 'of visitors', why: 'visitors are counted by each node' },
  { file: 'backend/tests/security/frames.test.ts', test: 'such a connection', why: 'its connections are counted in one node' },
  { file: 'backend/tests/security/leaks.test.ts', test: '[S60]', why: 'the failure is put into the services of one node' },
  { file: 'backend/tests/security/leaks.test.ts', test: '[S61]', why: PERSONS_LIMITS },
  { file: 'backend/tests/security/accounts.test.ts', test: '[S13]', why: "the first account's code is each node's own" },
  {
    file: 'backend/tests/security/timed.test.ts',
    test: '[S8]',
    why: 'what is answered before the body was taken ends the connection, and a balancer that still writes may lose the answer',
  },
  { file: 'backend/tests/observability.test.ts', test: 'what the server says of itself', why: 'each node counts its own' },
  { file: 'backend/tests/socket/hello.test.ts', test: 'however long the database takes', why: 'it is made slow for one node' },
  { file: 'backend/tests/socket/resume.test.ts', test: 'goes away within it', why: 'its reads fail at one node' },
  { file: 'backend/tests/socket/signals.test.ts', test: 'a socket that is gone', why: 'its connections are counted in one node' },
]

/** The entry that leaves a test out where there are three nodes. */
export const entryFor = (file: string, name: string): Exception | undefined =>
  leftOut.find((entry) => file.endsWith(entry.file) && (entry.test === undefined || name.includes(entry.test)))
