import type { Answer, Command, CommandName } from '@parley/protocol'
import { commands } from '@parley/protocol/schemas'
import { type Caller, type ConnectionCommand, sentences } from '../services/sentences.ts'
import type { Session } from './session.ts'

type Event<N extends CommandName> = (session: Session, me: Caller, input: Command<N>) => Promise<Answer<N>>

/** Follows a channel that one is not a member of: add, check and read in one, deliver after. */
const follow: Event<'channel.follow'> = async ({ following, ground, out }, me, { channelId }) => {
  const { channels } = ground.services
  if (following.has(channelId)) return channels.get(me, channelId)
  return following.checking(async () => {
    const { channel } = await channels.get(me, channelId)
    following.add([channelId], 'opened')
    if (channel.parent) following.hangs(channelId, channel.parent.channelId)
    try {
      const head = await channels.get(me, channelId)
      for (const chunk of following.settle([channelId], [{ id: channelId, clock: head.channel.clock }])) out.push(chunk)
      return head
    } catch (failure) {
      following.settle([channelId], [])
      throw failure
    }
  })
}

/** What only a connection can be told. */
const own: { [N in ConnectionCommand]: Event<N> } = {
  'channel.follow': follow,
  'channel.unfollow': async ({ following }, _me, { channelId }) => {
    if (following.isOpened(channelId)) following.drop(channelId)
    return {}
  },
  'presence.watch': async (session, _me, { userIds }) => {
    session.ground.services.presence.watch(session, userIds)
    return {}
  },
  'presence.set': async (session, _me, { state }) => {
    session.ground.services.presence.set(session, state)
    return {}
  },
}

const shared = Object.fromEntries(
  Object.entries(sentences).map(([name, say]) => [name, (session: Session, me: Caller, input: never) => say(session.ground.services, me, input)]),
)

/** Every event a client may send, and the one service sentence that answers it. */
export const events = { ...shared, ...own } as { [N in CommandName]: Event<N> }

export const isCommand = (type: string): type is CommandName => Object.hasOwn(commands, type)
