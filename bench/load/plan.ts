import type { DialectName } from './dialects.ts'

/** Whom the generator is to connect, as it is handed to its process. */
export interface Plan {
  dialect: DialectName
  /** Connections go to these in turn. */
  ports: readonly number[]
  rooms: RoomPlan[]
}

export interface RoomPlan {
  id: string
  /** One sender each, with a token where the server knows people; senders listen, too. */
  senders: (string | null)[]
  listeners: (string | null)[]
}

/** One run. */
export type Order = { loop: 'closed'; seconds: number /** Messages on their way at once. */; inFlight: number } | OpenOrder

interface OpenOrder {
  loop: 'open'
  seconds: number
  /** Messages a second. */
  perSecond: number
}

/** How everybody came. */
export interface Arrival {
  connections: number
  /** From the first one's first packet to the last one's greeting. */
  seconds: number
  /** Share of a core. */
  generatorCpu: number
}

/** Latencies in milliseconds. */
export interface Figures {
  /** Messages acknowledged and delivered to all, a second. */
  messages: number
  deliveries: number
  ack: Spread
  /** To the last receiver. */
  last: Spread
  /** To each receiver; of open loops only. */
  each: Spread
  /** Sent and not delivered to everybody within ten seconds. */
  lost: number
  /** Share of a core. */
  generatorCpu: number
  startedAt: number
  endedAt: number
}

export interface Spread {
  p50: number
  p99: number
}

export type ToGenerator = { type: 'seat'; plan: Plan } | { type: 'run'; order: Order }
export type FromGenerator = { type: 'seated'; arrival: Arrival } | { type: 'ran'; figures: Figures }
