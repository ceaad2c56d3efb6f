import { cpuSeconds } from '../machine.ts'
import { register } from '../people.ts'
import { ask } from '../rest.ts'
import type { Nodes } from './ground.ts'

/** Milliseconds of a node's processor that a sign-in with a password needs: nearly all of it is the hash. */
export async function measureSignIn({ servers: [server] }: Nodes, count: number): Promise<number> {
  if (!server) throw new Error('There is no node')
  await register(server.url, ['Signe In'])
  const before = cpuSeconds(server.pid) ?? Number.NaN
  const password = 'four grey herons at the quay'
  for (let at = 0; at < count; at++) await ask(server.url, '', 'POST', '/api/login', { email: 'signe.in@example.org', password })
  return (((cpuSeconds(server.pid) ?? Number.NaN) - before) * 1_000) / count
}
