import { vi } from 'vitest'
import { Client, type ClientOptions } from '../../src/index.ts'
import type { Server } from './server.ts'

/** Lets everything run that waits for no timer. */
export async function turn(): Promise<void> {
  for (let i = 0; i < 40; i++) await Promise.resolve()
}

export async function step(server: Server, random: () => number, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) {
    for (const session of [...server.sessions]) session.step(random)
    await turn()
  }
}

const quiet = (client: Client): boolean => {
  const status = client.status.get()
  return status.at === 'online' && !status.syncing && client.outbox.get().every((item) => item.failed)
}

/** Lets everything through until nobody has anything left to say. */
export async function settle(server: Server, random: () => number, ...clients: Client[]): Promise<void> {
  let calm = 0
  for (let round = 0; calm < 3; round++) {
    if (round > 2_000) throw new Error(`Never quiet: ${JSON.stringify(clients.map((client) => client.status.get()))}`)
    while ([...server.sessions].some((session) => session.busy)) await step(server, random)
    await vi.advanceTimersByTimeAsync(1_000)
    const done = ![...server.sessions].some((session) => session.busy) && clients.every(quiet)
    calm = done ? calm + 1 : 0
  }
}

export function clientOf(server: Server, userId: string, random: () => number, options: Partial<ClientOptions> = {}): Client {
  return new Client({ url: 'http://harbour.test', WebSocket: server.socketFor(userId), random, ...options })
}
