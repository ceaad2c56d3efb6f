import type { Client } from '@parley/client'
import { Emojis } from '@parley/client/emoji'
import type { CustomEmoji } from '@parley/protocol'
import { serverUrl } from '../lib/home.ts'
import { useClient } from './use-client.ts'
import { useReadable } from './use-readable.ts'

const known = new WeakMap<Client, Emojis>()

/** The workspace's own emoji, one list for each client. Only code that is fetched later asks for them. */
export function emojisOf(client: Client): Emojis {
  const emojis = known.get(client) ?? new Emojis(client)
  known.set(client, emojis)
  return emojis
}

/** All of them; they come soon after they are first asked for. */
export const useCustomEmoji = (): readonly CustomEmoji[] => useReadable(emojisOf(useClient()))

export const pictureOf = ({ file }: Pick<CustomEmoji, 'file'>): string => `${serverUrl()}/api/emoji-pictures/${file}`

/** What a message and a reaction say it by. */
export const shortNameOf = ({ name }: Pick<CustomEmoji, 'name'>): string => `:${name}:`
