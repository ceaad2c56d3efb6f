import { crc32 } from 'node:zlib'

/** How somebody is on one node: their state there, and with how many connections. */
export interface Standing {
  readonly state: 'online' | 'away'
  readonly sockets: number
}

/** The people of one node, with a digest that is the same whatever the order they came in. */
export class Roll {
  readonly people = new Map<string, Standing>()
  #sum = 0

  set(userId: string, standing: Standing | undefined): void {
    const before = this.people.get(userId)
    if (before) this.#sum = (this.#sum - weigh(userId, before)) >>> 0
    if (standing) {
      this.#sum = (this.#sum + weigh(userId, standing)) >>> 0
      this.people.set(userId, standing)
    } else this.people.delete(userId)
  }

  get digest(): string {
    return `${this.people.size}.${this.#sum}`
  }
}

const weigh = (userId: string, { state, sockets }: Standing): number => crc32(`${userId} ${state} ${sockets}`)
