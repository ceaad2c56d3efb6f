import type { DialectName } from './dialects.ts'

/** What the generator is to do, as it is handed to its process. */
export interface Plan {
  dialect: DialectName
  port: number
  rooms: RoomPlan[]
  /** Messages on their way at once in the closed loop. */
  inFlight: number
  /** Messages a second in the open loop. */
  perSecond: number
  seconds: number
  warmUpSeconds: number
  runs: number
}

export interface RoomPlan {
  id: string
  /** One sender each, with a token where the server knows people; senders listen, too. */
  senders: (string | null)[]
  listeners: (string | null)[]
}

/** One run. Latencies in milliseconds. */
export interface Figures {
  /** Messages acknowledged and delivered to all, a second. */
  messages: number
  deliveries: number
  ack: Spread
  last: Spread
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

export type FromGenerator =
  | { type: 'run'; loop: 'closed' | 'open'; figures: Figures }
  | { type: 'seated' }
  | { type: 'done' }
  | { type: 'failed'; reason: string }
