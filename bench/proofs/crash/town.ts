import { createChannel, type Person, register } from '../../people.ts'

/** Who writes through what. */
export interface Names {
  socket: readonly string[]
  rest: readonly string[]
  sdk: readonly string[]
}

/** One workspace's people and the channels that all of them are in. Vera owns it. */
export interface Town {
  owner: Person
  socketPeople: readonly Person[]
  restPeople: readonly Person[]
  sdkPeople: readonly Person[]
  publicIds: readonly string[]
  /** Whose members are removed and taken in again. */
  privateIds: readonly string[]
  /** Where none of the writers write. */
  quietIds: readonly string[]
}

export const channelsOf = ({ publicIds, privateIds, quietIds }: Town): string[] => [...publicIds, ...privateIds, ...quietIds]
export const writersOf = ({ socketPeople, restPeople, sdkPeople }: Town): Person[] => [...socketPeople, ...restPeople, ...sdkPeople]

export async function settleTown(url: string, names: Names, quiet: readonly string[] = []): Promise<Town> {
  const [owner, ...others] = await register(url, ['Vera', ...names.socket, ...names.rest, ...names.sdk])
  if (!owner) throw new Error('Nobody is here')
  const channel = (kind: 'public' | 'private', name: string): Promise<string> => createChannel(url, owner, kind, name, others)
  const rest = names.socket.length + names.rest.length
  return {
    owner,
    socketPeople: others.slice(0, names.socket.length),
    restPeople: others.slice(names.socket.length, rest),
    sdkPeople: others.slice(rest),
    publicIds: [await channel('public', 'quay'), await channel('public', 'market')],
    privateIds: [await channel('private', 'harbour'), await channel('private', 'lighthouse')],
    quietIds: await Promise.all(quiet.map((name) => channel('public', name))),
  }
}
