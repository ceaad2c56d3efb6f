/** Every bound in the system, in one place, with its unit in its name. The first group is told to every client in `hello`. */
export const LIMITS = {
  /** One frame from a client. A larger one closes the socket with 1009, so the SDK checks before it sends. */
  frameBytes: 64 * 1024,
  /** Characters of one message, counted as Unicode code points. */
  contentChars: 16_000,
  /** Nesting of one JSON frame or body. */
  jsonDepth: 16,
  /** Requests a second on one connection, and how many may come at once. */
  requestsPerSecond: 20,
  requestBurst: 40,
  /** Unanswered requests on one connection; above it the socket is not read until one is answered. */
  requestsInFlight: 32,
  /** Messages one person may send in ten seconds, over all devices. */
  sendsPer10s: 30,
  /** Channels opened with `channel.follow` besides one's own memberships. */
  openedChannels: 50,
  /** People one connection may watch for presence. */
  watchedUsers: 200,
  /** Places that a message is looked for in, one after the other. */
  moves: 20,
  /** Rows of one page. */
  pageRows: 100,

  /** Connections that the system accepts before the server comes to them; beyond it callers try again after a second, three, seven. */
  connectionsWaiting: 4_096,
  socketsPerUser: 30,
  visitorSocketsPerAddress: 20,
  /** How long a visitor may stay without signing in. */
  visitorMs: 20_000,
  /** With more unread than this, reading begins at the first of them and not at the newest. */
  manyUnread: 40,
  heartbeatMs: 25_000,
  pongMs: 10_000,
  followedMemberships: 1_000,
  headsAtStart: 250,
  previewChars: 200,
  /** One scope's catch-up: rows and bytes, then the client asks on. */
  catchUpRows: 1_000,
  catchUpBytes: 1024 * 1024,
  /** How far a catch-up may run ahead of what the socket has drained. */
  catchUpAheadBytes: 256 * 1024,
  /** Scopes one resume may name. */
  resumeScopes: 2_000,
  /** Above this much unsent, signals to that socket are dropped; */
  signalUnsentBytes: 256 * 1024,
  /** above this much its queue is dropped and it is told `lagged`; */
  unsentBytes: 1024 * 1024,
  /** not drained after this long, it is closed with 4408. */
  slowReaderMs: 15_000,
  /** One row on the wire. */
  rowBytes: 256 * 1024,
  metaBytes: 4 * 1024,

  /** Kinds of emoji that one message ever had on it, and those that one person ever put on it. */
  reactionKinds: 100,
  reactionKindsPerPerson: 20,
  /** People named with each emoji of a message in a page; `reaction.list` tells the others. */
  reactionPeople: 20,
  /** Messages pinned to one channel. */
  pinsPerChannel: 100,
  /** Former versions of one message that are told. */
  editsTold: 100,
  /** Reactions one person may set or take back in ten seconds, over all devices. */
  reactionsPer10s: 40,

  nameChars: 80,
  handleChars: 32,
  channelNameChars: 80,
  topicChars: 250,
  /** Of a poll; and how many who answered a message stand by name in its row. */
  pollOptions: 10,
  pollOptionChars: 100,
  answersNamed: 20,
  /** Of a custom status: its words, and its emoji, which may be the name of one of our own. */
  statusChars: 100,
  emojiChars: 64,
  /** Emoji of the workspace's own: how many, how long a name, how many further names, and how large a picture. */
  customEmoji: 1_000,
  emojiNameChars: 32,
  emojiAliases: 10,
  emojiBytes: 40 * 1024,
  emojiPixels: 512,
  /** The longest pause that a channel can ask of each writer. */
  slowMs: 6 * 3_600_000,
  /** Up to so many people, who has read how far is told live; */
  seenPeople: 20,
  /** and of a message at most so many are counted, and named. */
  seenCounted: 1_000,
  seenNamed: 50,
  emailChars: 254,
  passwordMinChars: 8,
  passwordMaxChars: 128,
  directPeople: 9,
  membersPerRequest: 100,
  searchChars: 200,
  /** People and groups that one message mentions, */
  mentions: 50,
  /** and unread mentions of one conversation that a head names, the newest. */
  mentionsTold: 100,
  /** From so many people on, addressing all of a channel is asked about, and may be left to administrators. */
  manyPeople: 30,
  /** Who reads a message within this time is not told of it otherwise. */
  noticeMs: 4_000,
  /** A message older than this is no news to anybody, even if a crash kept it from being told. */
  newsMs: 24 * 3_600_000,
  pushDevices: 20,
  /** Messages in one mail. */
  mailMessages: 20,
  /** What went out is kept for its reader so many times and days. */
  deliveriesShown: 100,
  deliveryDays: 30,
  groups: 500,
  groupMembers: 500,
  /** Words that a person wants to hear of, and the longest. */
  keywords: 50,
  keywordChars: 60,
  importRows: 500,

  bodyBytes: 1024 * 1024,
  /** What a page brings of its reader's conversations, encoded. */
  openingBytes: 256 * 1024,
  /** Passwords hashed at once, and how many may wait. */
  passwordsAtOnce: 2,
  passwordsWaiting: 32,
  /** Failed sign-ins in ten minutes: on one account from one address, and from one address over all accounts. */
  failedLoginsPerAccount: 10,
  failedLoginsPerAddress: 20,
  registrationsPerAddressPer10Min: 20,
  /** A session ends after this long unused, and after this long whatever happens. */
  sessionIdleMs: 30 * 86_400_000,
  sessionMs: 365 * 86_400_000,
  /** How often an open socket's session row is asked again. */
  sessionCheckMs: 5_000,
  /** Writes that may wait for the disk in one process; above it `unavailable`. */
  writesWaiting: 20_000,
  /** The same, by the characters of what they say. */
  writesWaitingChars: 32 * 1024 * 1024,
  /** Connections of one process to PostgreSQL that read; one more writes. */
  databaseReaders: 6,
  databaseConnectMs: 3_000,
  /** An unused connection is closed after this long. */
  databaseIdleMs: 60_000,
  /** One statement; and how long a server may say nothing before its connection is given up. */
  databaseStatementMs: 10_000,
  databaseSilenceMs: 15_000,
  /** Waiting for a row that another node holds; and how long a node may hold rows while it does nothing. */
  databaseLockMs: 3_000,
  databaseHoldMs: 1_000,
  /** While PostgreSQL is away a write waits this long for its return, then it is refused with `unavailable`. */
  databasePatienceMs: 3_000,
  /** Writes of one kind in one transaction. */
  databaseBatch: 500,
  /** Of one person: messages to be sent, reminders to come, messages kept, words begun. */
  schedules: 200,
  reminders: 500,
  saved: 5_000,
  drafts: 500,
  reminderChars: 1_000,
  /** How far ahead anything may be planned. */
  aheadMs: 400 * 86_400_000,
  /** Jobs that one process has under way. */
  jobsAtOnce: 16,
  /** Whoever holds a job and says nothing for so long has died with it. */
  jobLeaseMs: 10_000,
  /** How often what others put is asked for, where nobody tells of it. */
  jobPollMs: 1_000,
  /** The same where every job is told of. */
  jobRestMs: 60_000,
  typingMs: 6_000,
  presenceEveryMs: 1_000,
} as const

/** What `hello` tells a client, so that no client hard-codes a bound. */
export const TOLD_LIMITS = [
  'frameBytes',
  'contentChars',
  'requestsPerSecond',
  'requestBurst',
  'requestsInFlight',
  'sendsPer10s',
  'openedChannels',
  'watchedUsers',
  'pageRows',
] as const satisfies (keyof typeof LIMITS)[]
