import type { ChatError, DurableEvent, Head, Message, User } from '@parley/protocol'
import type { Change } from '../../store/change.ts'
import type { Draft } from '../../store/ops/index.ts'
import type { Store } from '../../store/store.ts'

let towns = 0

/** Three people on this store, two of them in a #harbour of their own, and everything that is told from here on. */
export async function withHarbour(store: Store) {
  const town = ++towns
  const told: Change[] = []
  store.onCommit((changes) => told.push(...changes))
  const register = (name: string): Promise<User> => {
    const lower = `${name.toLowerCase()}${town}`
    const id = crypto.randomUUID()
    return store.write('account.register', {
      id,
      name,
      handle: lower,
      suggested: lower,
      email: `${lower}@example.org`,
      passwordHash: 'x',
      mayOwn: true,
      registration: undefined,
      inviteHash: undefined,
    })
  }
  const [ada, ben, cleo] = [await register('Ada'), await register('Ben'), await register('Cleo')]
  const channelId = crypto.randomUUID()
  await store.write('channel.create', { userId: ada.id, id: channelId, kind: 'private', name: 'harbour', topic: '' })
  await store.write('member.add', { userId: ada.id, channelId, userIds: [ben.id] })
  const draft = (content: string, over: Partial<Draft> = {}): Draft => ({
    id: crypto.randomUUID(),
    channelId,
    authorId: ada.id,
    content,
    replyTo: undefined,
    meta: undefined,
    ...over,
  })
  const post = async (content: string, over?: Partial<Draft>): Promise<Message> => (await store.append(draft(content, over))).message
  const head = (user: User): Promise<Head> => store.read('head.get', { userId: user.id, channelId })
  const since = (user: User, clock: number) => store.read('sync.channel', { userId: user.id, channelId, since: clock })
  return { store, ada, ben, cleo, channelId, told, draft, post, head, since }
}

export const codeOf = (work: Promise<unknown>): Promise<string> =>
  work.then(
    () => 'done',
    (failure: ChatError) => failure.code ?? failure.message,
  )

export const revsOf = (events: readonly DurableEvent[]): number[] => events.map((event) => event.rev)
