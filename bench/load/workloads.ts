/** Who talks to whom. A room's size counts its senders: they listen, too. */
export interface Workload {
  name: string
  rooms: number
  size: number
  /** Senders in each room. */
  senders: number
  inFlight: number
  /** Messages a second in the open loop: what every peer can bear, so that latencies can be compared. */
  perSecond: number
}

export const workloads: readonly Workload[] = [
  { name: 'one room of 100', rooms: 1, size: 100, senders: 8, inFlight: 64, perSecond: 500 },
  { name: 'one room of 1,000', rooms: 1, size: 1_000, senders: 8, inFlight: 64, perSecond: 50 },
  { name: 'one room of 5,000', rooms: 1, size: 5_000, senders: 8, inFlight: 64, perSecond: 10 },
  { name: '100 rooms of 10', rooms: 100, size: 10, senders: 1, inFlight: 200, perSecond: 2_000 },
]
