import { createHash } from 'node:crypto'
import { ChatError, type Command, type CustomEmoji } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import type { Actor } from '../models/actor.ts'
import { kindOf, type PictureKind } from '../models/picture.ts'
import { assertOwn } from '../models/short-names.ts'
import type { Store } from '../store/store.ts'

/** Made of the id, which is told to nobody outside, so that a name can be neither guessed nor made from a picture one has. */
const fileOf = (id: string, bytes: Uint8Array, kind: PictureKind): string =>
  `${createHash('sha256').update(id).update(bytes).digest('base64url').slice(0, 32)}.${kind}`

const unique = (names: readonly string[]): string[] => [...new Set(names)]

/** Emoji of the workspace's own. */
export class CustomEmojis {
  readonly #store: Store
  constructor(store: Store) {
    this.#store = store
  }

  list = (): Promise<CustomEmoji[]> => this.#store.read('emoji.list', {})

  async add(me: Actor, { id = uuidv7(), name, aliases = [], picture }: Command<'emoji.add'>): Promise<CustomEmoji> {
    assertOwn([name, ...aliases])
    const bytes = Buffer.from(picture, 'base64')
    const file = fileOf(id, bytes, kindOf(bytes))
    return this.#store.write('emoji.add', { userId: me.userId, id, name, aliases: unique(aliases), file, picture: bytes.toString('base64') })
  }

  async change(me: Actor, { emojiId, aliases }: Command<'emoji.change'>): Promise<CustomEmoji> {
    assertOwn(aliases)
    return this.#store.write('emoji.change', { userId: me.userId, emojiId, aliases: unique(aliases) })
  }

  remove = (me: Actor, emojiId: string): Promise<CustomEmoji> => this.#store.write('emoji.remove', { userId: me.userId, emojiId })

  /** What is served under a file's name. */
  async picture(file: string): Promise<Buffer> {
    const found = await this.#store.read('emoji.picture', { file })
    if (!found) throw new ChatError('not_found', 'There is no such picture')
    return Buffer.from(found, 'base64')
  }
}
