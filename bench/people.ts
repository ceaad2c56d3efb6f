import type { Head, User } from '@parley/protocol'
import { ask } from './rest.ts'

export interface Person {
  id: string
  name: string
  token: string
}

const AT_ONCE = 8

/** Registers people; the first of a new workspace is its owner. */
export async function register(url: string, names: readonly string[]): Promise<Person[]> {
  const people: Person[] = []
  const one = async (name: string): Promise<Person> => {
    const email = `${name.toLowerCase().replaceAll(/[^a-z0-9]+/g, '.')}@example.org`
    const { user, token } = await ask<{ user: User; token: string }>(url, '', 'POST', '/api/register', {
      name,
      email,
      password: 'four grey herons at the quay',
    })
    return { id: user.id, name, token }
  }
  const [first, ...others] = names
  if (first !== undefined) people.push(await one(first))
  for (let from = 0; from < others.length; from += AT_ONCE) people.push(...(await Promise.all(others.slice(from, from + AT_ONCE).map(one))))
  return people
}

/** Makes a channel with these people in it. */
export async function createChannel(url: string, owner: Person, kind: 'public' | 'private', name: string, members: readonly Person[]): Promise<string> {
  const { channel } = await ask<Head>(url, owner.token, 'POST', '/api/channels', { kind, name })
  for (let from = 0; from < members.length; from += 100) {
    await ask(url, owner.token, 'POST', `/api/channels/${channel.id}/members`, { userIds: members.slice(from, from + 100).map((person) => person.id) })
  }
  return channel.id
}
