import { ChatError, type Reply } from '@parley/protocol'
import { type Auth, authSchema, commands, type Request } from '@parley/protocol/schemas'
import type { Known } from '../store/ops/told.ts'
import type { Welcomed } from '../store/ops/welcome.ts'
import { catchUp } from './catch-up.ts'
import { events, isCommand } from './events.ts'
import { failureOf, parseInput } from './requests.ts'
import type { Ground, Session } from './session.ts'

/** The answer to one request, after its durable commit. */
export async function answer(session: Session, { id, type, data }: Request): Promise<Reply> {
  try {
    return { re: id, data: await say(session, type, data) }
  } catch (failure) {
    if (!(failure instanceof ChatError)) session.ground.unexpected(failure)
    return { re: id, error: failureOf(failure) }
  }
}

async function say(session: Session, type: string, input: unknown): Promise<unknown> {
  if (type === 'ping') return pong(session)
  if (type === 'auth') return auth(session, parseInput(authSchema, input))
  const { me } = session
  if (!me) throw new ChatError('unauthenticated', 'Sign in first: send {"type":"auth","data":{"token":…}}')
  if (!isCommand(type)) throw new ChatError('bad_request', `There is no request named "${type.slice(0, 40)}"`)
  session.ground.services.accounts.saw(me.sessionId, session.address)
  const parsed = parseInput(commands[type].input, input)
  return events[type](session, { ...me, address: session.address }, parsed as never)
}

/** Behind all events due so far: the sum of the clocks of what this connection follows. */
function pong(session: Session): { now: number; sum: number } {
  const { hub, services } = session.ground
  hub.turn.flushTopics()
  const { me } = session
  const scopes = me ? [...session.following.ids(), me.userId, services.sync.workspaceId] : []
  return { now: Date.now(), sum: scopes.reduce((sum, id) => sum + hub.clockOf(id), 0) }
}

/** Signs in, or resumes on a connection that is signed in. Follows first, then reads, then tells what was missed. */
async function auth(session: Session, input: Auth): Promise<unknown> {
  const { services } = session.ground
  if (input.token !== undefined || !session.me) {
    const me = await services.accounts.authenticate(input.token ?? '', session.address)
    // Gone meanwhile: nobody would ever sign it out again.
    if (!session.isOpen) throw new ChatError('unauthenticated', 'This connection has ended')
    if (session.me && session.me.userId !== me.userId) throw new ChatError('forbidden', 'This connection belongs to somebody else; open another')
    if (!session.me) {
      assertRoom(session, me.userId)
      session.signIn(me)
    }
  }
  const before = session.resuming
  const { promise, resolve } = Promise.withResolvers<void>()
  session.resuming = promise
  await before
  try {
    return await resume(session, input, resolve)
  } catch (failure) {
    resolve()
    throw failure
  }
}

/** Whether somebody has all the connections they may, on this node and the others. */
export const hasTooMany = ({ hub, services, rateLimits, maxSockets }: Ground, userId: string): boolean =>
  rateLimits && hub.connectionsOf(userId) + services.presence.elsewhere(userId) >= maxSockets

function assertRoom(session: Session, userId: string): void {
  if (!hasTooMany(session.ground, userId)) return
  session.close('tooMany')
  throw new ChatError('too_fast', 'Too many connections of this person', 30_000)
}

/** Follows, reads the welcome, checks what is followed against it; the catch-up goes on behind the answer. */
async function resume(session: Session, position: Auth, done: () => void): Promise<unknown> {
  const { me, ground, following } = session
  if (!me) throw new ChatError('unauthenticated', 'This session has ended')
  const { sync } = ground.services
  const welcomed = await hear(session)
  const stranger = position.epoch !== undefined && position.epoch !== sync.epoch
  const asked = position.clocks !== undefined || position.me !== undefined || position.workspace !== undefined
  const compared = asked && !stranger ? await sync.compareWith(me, position, welcomed) : undefined
  const reset = stranger || compared?.future === true
  ground.meters.resumed(reset ? 'reset' : compared ? (compared.behind.length > 0 ? 'rows' : 'level') : 'fresh')
  if (reset) session.say({ type: 'resync', scope: 'all' })
  const line = {
    out: session.out,
    meters: ground.meters,
    isOpen: () => session.isOpen,
    recent: (channelId: string, since: number) => following.recent(channelId, since),
  }
  // The answer leaves first: whoever awaits this function pushes it in the same turn.
  setImmediate(() => {
    catchUp(line, sync, me, position, reset ? undefined : compared)
      .catch((failure: unknown) => session.deaf(failure))
      .finally(done)
  })
  for (const channelId of compared?.gone ?? []) following.lost(channelId)
  return sync.welcomeOf(me, welcomed, reset ? [] : (compared?.gone ?? []))
}

/**
 * Follows all conversations, then reads what they are, and hears only what that read allows. What the read shows to be new was joined
 * before anybody could tell this connection: it is followed as well, and read again.
 */
async function hear(session: Session): Promise<Welcomed> {
  const { me, ground, following } = session
  if (!me) throw new ChatError('unauthenticated', 'This session has ended')
  const { sync } = ground.services
  return following.checking(async () => {
    const held: string[] = []
    if (following.ids().length === 0) held.push(...following.add(idsOf((await sync.followed(me)).channels), 'member'))
    for (;;) {
      const welcomed = await sync.welcomed(me)
      const missed = session.isOpen ? following.add(idsOf(welcomed.memberOf), 'member') : []
      held.push(...missed)
      if (missed.length > 0) continue
      for (const chunk of following.settle(held, welcomed.memberOf)) session.out.push(chunk)
      ground.hub.begin({ id: me.userId, clock: welcomed.me })
      ground.hub.begin(welcomed.workspace)
      if (!session.isOpen) session.unhear(me)
      return welcomed
    }
  })
}

const idsOf = (channels: readonly Known[]): string[] => channels.map(({ id }) => id)
