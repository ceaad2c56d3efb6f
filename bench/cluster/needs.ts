import type { Costs } from './costs.ts'

/** What the people of the arithmetic are taken to do; none of it is measured. */
export const habits = {
  messagesAnHour: 10,
  /** Connected people who get a message, on average over messages. */
  readers: 50,
  /** Conversations that somebody follows. */
  followed: 20,
  /** Channels and direct conversations in all, for each connected person. */
  channels: 2.5,
  busyHoursADay: 8,
}

/** What a machine may be asked for. */
export const bounds = {
  /** Of the one core that a node's event loop has, and of each core of PostgreSQL's. */
  share: 0.6,
  /** Sockets of a process, below the 20,000 open files that systems often allow. */
  connections: 18_000,
  nodes: 1_000,
}

/** What so many people in one workspace need. */
export interface Needs {
  people: number
  messages: number
  deliveries: number
  /** Nodes without a spare one; undefined: no number is enough. */
  nodes: number | undefined
  /** Share of a node's core with that many nodes (or with the most that were tried), and what of it goes where. */
  busy: number
  forBells: number
  forPolls: number
  memory: number
  /** Cores of PostgreSQL that are really busy. */
  postgresWrites: number
  postgresPolls: number
  transactions: number
  scopesANode: number
  wal: number
  storedADay: number
  /** Bytes a second that leave NATS. */
  bells: number
  /** Seconds until all are back after PostgreSQL was away: with all nodes at full load, and with 16 cores of PostgreSQL. */
  backByNodes: number
  backByPostgres: number
  /** Seconds of all nodes' cores if all must type their passwords. */
  signIns: number
}

const HOUR_S = 3_600
export const POSTGRES_CORES = 16

export function needsOf(people: number, costs: Costs): Needs {
  const messages = (people * habits.messagesAnHour) / HOUR_S
  const fewest = Math.ceil(people / bounds.connections)
  const counts = Array.from({ length: Math.max(0, bounds.nodes - fewest + 1) }, (_, at) => fewest + at)
  const nodes = counts.find((count) => busyOf(people, messages, count, costs).all <= bounds.share)
  const taken = nodes ?? Math.max(fewest, bounds.nodes)
  const busy = busyOf(people, messages, taken, costs)
  const send = costs.send(messages / taken)
  return {
    people,
    messages,
    deliveries: messages * habits.readers,
    nodes,
    busy: busy.all,
    forBells: busy.bells,
    forPolls: busy.polls,
    memory: (people / taken) * costs.connectionBytes,
    postgresWrites: messages * send.postgres,
    postgresPolls: taken > 1 ? taken * scopesOf(people, taken) * costs.pollPostgres : 0,
    transactions: messages * send.transactions,
    scopesANode: scopesOf(people, taken),
    wal: messages * costs.wal,
    storedADay: messages * HOUR_S * habits.busyHoursADay * costs.stored,
    bells: messages * costs.bellBytes * (taken - 1),
    backByNodes: (people / taken) * costs.arrivalNode,
    backByPostgres: (people * costs.arrivalPostgres) / POSTGRES_CORES,
    signIns: (people / taken) * costs.signIn,
  }
}

/** Its own people, and the channels that they follow: the more nodes, the more of them follow the same. */
const scopesOf = (people: number, nodes: number): number => people / nodes + Math.min(people * habits.channels, (people / nodes) * habits.followed)

/** Shares of a core. */
function busyOf(people: number, messages: number, nodes: number, costs: Costs): { all: number; bells: number; polls: number } {
  const own = messages / nodes
  const silence = costs.emptyNode + (people / nodes) * costs.silence
  const bells = (messages - own) * costs.bell
  const polls = nodes > 1 ? scopesOf(people, nodes) * costs.pollNode : 0
  return { all: silence + own * (costs.send(own).node + habits.readers * costs.delivery) + bells + polls, bells, polls }
}
