import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { LIMITS } from '@parley/protocol'
import type { Broker } from './broker/broker.ts'
import { localBroker } from './broker/local.ts'
import { NatsBroker } from './broker/nats.ts'
import type { Config } from './config/index.ts'
import { HttpDoor } from './http/door.ts'
import type { Artist } from './http/pictures.ts'
import { RequestReader } from './http/request.ts'
import { Accounts } from './services/accounts.ts'
import { Channels } from './services/channels.ts'
import { CustomEmojis } from './services/emoji.ts'
import { Groups } from './services/groups.ts'
import type { Services } from './services/index.ts'
import { Invites } from './services/invites.ts'
import { type JobKinds, Jobs } from './services/jobs.ts'
import { Later, laterJobs } from './services/later.ts'
import { Messages } from './services/messages.ts'
import { Devices } from './services/notify/devices.ts'
import { Leaving } from './services/notify/leaving.ts'
import { mailerOf } from './services/notify/mailer.ts'
import { Notices } from './services/notify/notices.ts'
import { type Post, postOutside } from './services/notify/outside.ts'
import { Pusher } from './services/notify/pusher.ts'
import { Reminding } from './services/notify/reminding.ts'
import { Teller } from './services/notify/teller.ts'
import { noticeJobs, Watch } from './services/notify/watch.ts'
import { Openings } from './services/openings.ts'
import { Passwords } from './services/passwords.ts'
import { Peers } from './services/peers/peers.ts'
import { People } from './services/people.ts'
import { Presence } from './services/presence.ts'
import { Rates } from './services/rates.ts'
import { Reads } from './services/reads.ts'
import { Sync } from './services/sync.ts'
import { Threads } from './services/threads.ts'
import { Typing } from './services/typing.ts'
import { Hub } from './socket/hub.ts'
import { SocketServer } from './socket/index.ts'
import { Lookout } from './socket/lookout.ts'
import { openStore } from './store/index.ts'
import type { Store } from './store/store.ts'
import { Meters } from './utils/meters.ts'

const { version } = JSON.parse(readFileSync(new URL('../package.json', import.meta.url), 'utf8')) as { version: string }

/** One workspace on one database: everything that serves it, and nothing global. */
export interface App extends AsyncDisposable {
  readonly config: Config
  readonly version: string
  readonly limits: typeof LIMITS
  readonly store: Store
  readonly broker: Broker
  readonly peers: Peers
  /** Only a node among others looks out. */
  readonly lookout: Lookout | undefined
  readonly services: Services
  readonly jobs: Jobs
  readonly hub: Hub
  readonly sockets: SocketServer
  readonly meters: Meters
  readonly reader: RequestReader
  readonly door: HttpDoor
  readonly house: House | undefined
}

/** What the program tells of failures nobody expected. */
export interface Log {
  info(details: object, message: string): void
  warn(details: object, message: string): void
  error(details: object, message: string): void
  fatal(details: object, message: string): void
}

/** What the processes of a server have together, where there are several. */
export interface House {
  /** The kernel spreads connections over all that listen at the port. */
  readonly isPortShared: boolean
  /** Draws first pictures of pages for all of them. */
  readonly artist: Artist
  /** Lets the others ask for the figures of this process. */
  onFigures(read: () => Promise<unknown>): void
  /** Those of all processes, in Prometheus' text form. */
  figures(): Promise<string>
}

/** What tests and several processes put in place of what the configuration names. */
export interface Parts {
  store?: Store
  /** Stands between the app and its bell, or in place of it. */
  broker?: (broker: Broker) => Broker
  house?: House
  /** One for all processes, so that whichever is asked knows it. */
  ownerCode?: string
  /** How push services are spoken to. */
  post?: Post
  /** Further kinds of jobs. */
  jobs?: JobKinds
}

interface Tellers {
  teller: Teller
  reminding: Reminding
  leaving: Leaving
}

interface Base extends Tellers {
  store: Store
  broker: Broker
  peers: Peers
  presence: Presence
  watch: Watch
  ownerCode: string | undefined
}

function createServices(config: Config, { store, broker, peers, presence, watch, ownerCode, ...tellers }: Base): Services {
  const rates = new Rates(config.rateLimits, peers.takings)
  const lives = { ...(config.sessionIdleMs && { idleMs: config.sessionIdleMs }), ...(config.sessionMs && { totalMs: config.sessionMs }) }
  const messages = new Messages({ store, rates })
  const people = new People(store, config.registration)
  const sync = new Sync(store)
  return {
    accounts: new Accounts({ store, passwords: new Passwords(), rates, lives, registration: config.registration, ownerCode }),
    channels: new Channels(store),
    emoji: new CustomEmojis(store),
    groups: new Groups(store),
    invites: new Invites(store),
    leaving: tellers.leaving,
    later: new Later({ store, rates }),
    messages,
    notices: new Notices({ store, rates, watch, ...tellers }),
    openings: new Openings({ rates, sync, messages, people }),
    people,
    presence,
    rates,
    reads: new Reads({ broker, store }),
    sync,
    threads: new Threads({ store, messages }),
    typing: new Typing({ broker, store }),
  }
}

/** Who tells people that do not look. Links in mails lead to the one address that people use, or else to this machine. */
function createTellers({ publicUrl, port, smtpUrl, mailFrom }: Config, { store, presence, post }: Pick<Base, 'store' | 'presence'> & { post: Post }): Tellers {
  const home = publicUrl || `http://localhost:${port}`
  const address = /[^\s<>]+@[^\s<>]+/.exec(mailFrom)?.[0] ?? mailFrom
  const leaving = new Leaving(store, home)
  const devices = new Devices(store, new Pusher({ store, post, subject: `mailto:${address}` }))
  const deps = { store, presence, devices, mailer: mailerOf({ smtpUrl, mailFrom }), home, leaving }
  return { teller: new Teller(deps), reminding: new Reminding(deps), leaving }
}

function createBroker(config: Config, workspaceId: string, log: Log): Broker {
  return config.broker ? new NatsBroker({ address: config.broker, workspaceId, node: config.nodeName, log }) : localBroker(workspaceId)
}

/** The whole program, wired by hand in the order it is built and torn down in reverse. */
export async function createApp(config: Config, log: Log, end: (code: number) => void, parts: Parts = {}): Promise<App> {
  await using opening = new AsyncDisposableStack()
  const store = parts.store ?? opening.use(await openStore(config, log))
  const bell = createBroker(config, store.identity.workspaceId, log)
  const broker = opening.use(parts.broker?.(bell) ?? bell)
  const peers = opening.use(new Peers(broker, `${config.nodeName}.${randomBytes(3).toString('hex')}`))
  const presence = opening.use(new Presence(peers))
  const tellers = createTellers(config, { store, presence, post: parts.post ?? postOutside })
  // Where nobody else commits, every job is told of here.
  const amongOthers = parts.store !== undefined || config.databaseUrl !== ''
  const watch = opening.use(new Watch(store, tellers.teller, amongOthers))
  const services = createServices(config, { store, broker, peers, presence, watch, ownerCode: parts.ownerCode, ...tellers })
  const unexpected = (failure: unknown): void => log.error({ err: failure }, 'a request failed unexpectedly')
  const hub = new Hub(services.sync, unexpected)

  const meters = new Meters()
  const kinds = { ...laterJobs(store), ...noticeJobs(store, tellers), ...parts.jobs }
  const jobs = opening.use(new Jobs({ store, kinds, pollMs: amongOthers ? LIMITS.jobPollMs : LIMITS.jobRestMs, log, ended: meters.jobEnded }))
  store.onCommit((changes) => {
    meters.committed(changes.length)
    broker.publish(changes)
    jobs.told(changes)
    watch.told(changes)
  })
  broker.onRings((rings) => meters.told(() => hub.rung(rings)))
  broker.onSignal((signal) => hub.signalled(signal))
  // An answer after a failed fsync would be a guess: end, start again, and read what the disk has.
  store.onFatal((reason) => {
    log.fatal({ reason }, 'the disk can no longer be trusted; ending without another answer')
    end(1)
  })

  const reader = new RequestReader(config)
  const door = new HttpDoor({ accounts: services.accounts, reader })
  const sockets = opening.use(new SocketServer({ services, hub, meters, unexpected, ...socketBounds(config) }, door))
  const lookout = broker.isShared ? opening.use(lookOut({ hub, sockets, broker, sync: services.sync, log })) : undefined

  jobs.start()
  watch.start().catch(unexpected)
  const opened = opening.move()
  return {
    config,
    version,
    limits: LIMITS,
    store,
    broker,
    peers,
    lookout,
    services,
    jobs,
    hub,
    sockets,
    meters,
    reader,
    door,
    house: parts.house,
    [Symbol.asyncDispose]: () => opened.disposeAsync(),
  }
}

const socketBounds = ({ rateLimits, sessionIdleMs = LIMITS.sessionIdleMs }: Config) => ({
  rateLimits,
  maxSockets: LIMITS.socketsPerUser,
  sessionCheckMs: Math.min(LIMITS.sessionCheckMs, sessionIdleMs / 4),
})

/** Of a node among others: the database is asked for what no bell told. */
function lookOut({ hub, sockets, broker, sync, log }: { hub: Hub; sockets: SocketServer; broker: Broker; sync: Sync; log: Log }): Lookout {
  const lookout = new Lookout({
    hub,
    sync,
    log,
    isRinging: () => broker.isRinging,
    onEpoch: (epoch) => {
      log.warn({ epoch }, 'the database was taken back in time: everybody starts over')
      sync.begin(epoch)
      sockets.sendAway(0)
    },
    onCutOff: () => sockets.sendAway(2_000),
  })
  broker.onMended(() => lookout.mended())
  return lookout
}
