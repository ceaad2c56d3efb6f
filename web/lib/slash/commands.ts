import { type Client, newId } from '@parley/client'
import { ChatError, type User } from '@parley/protocol'
import type { Catalogue } from '../../locales/en.ts'
import { momentIn } from '../moments.ts'
import type { Formats } from '../time.ts'

type Words = Catalogue['later']

/** What a command may use of the page it was written in. */
export interface SlashGround {
  client: Client
  me: User
  channelId: string
  words: Words
  formats: Formats
  /** Sends words into this conversation. */
  send(content: string): void
  /** Goes to a conversation, or to any path of the page. */
  goToChannel(channelId: string): void
  navigate(path: string): void
  open(dialog: 'shortcuts'): void
  /** Lets a dialog go on with these words. What was written stays until it has asked. */
  ask(dialog: 'poll', words: string): void
  /** The list of all commands. */
  help(): void
}

export interface SlashCommand {
  name: keyof Words['slash']
  /** How it is written, behind its name. */
  usage: string
  /** Does it; answers what is to be said about it. Throws where it cannot be done: then what was written stays. */
  run(ground: SlashGround, rest: string): Promise<string | undefined>
}

const wrong = (words: string): ChatError => new ChatError('invalid', words)

/** The words behind a command that needs some. */
function needed(ground: SlashGround, command: string, rest: string): string {
  if (rest === '') throw wrong(ground.words.usage(command))
  return rest
}

/** The people that these words begin with, each by their handle. */
async function peopleIn({ client, words }: SlashGround, handles: readonly string[]): Promise<User[]> {
  const found: User[] = []
  for (const handle of handles) {
    const { users } = await client.call('user.list', { q: handle })
    const user = users.find((one) => one.handle === handle.toLowerCase() && !one.deactivated)
    if (!user) throw wrong(words.nobody(`@${handle}`))
    found.push(user)
  }
  return found
}

const handlesIn = (rest: string): string[] => Array.from(rest.matchAll(/@?([\p{L}\p{N}._-]+)/gu), ([, handle = '']) => handle)
const said = (words: string) => async (): Promise<string> => words

/** A time and what it is for. */
function planned(ground: SlashGround, command: string, rest: string): { at: number; rest: string } {
  const moment = momentIn(needed(ground, command, rest), Date.now())
  if (!moment) throw wrong(ground.words.unclearTime)
  if (moment.rest === '') throw wrong(ground.words.usage(command))
  return moment
}

/** What stands in quotation marks, of any kind that a keyboard makes; nothing where anything stands beside them. */
function quotedIn(text: string): string[] {
  const parts = Array.from(text.matchAll(/["“”„«»]([^"“”„«»]+)["“”„«»]/g))
  const beside = parts.reduce((rest, [part]) => rest.replace(part, ''), text)
  return beside.trim() === '' ? parts.map(([, words = '']) => words.trim()).filter((words) => words !== '') : []
}

const EMOJI = /^(\p{RGI_Emoji})\s*/v

/** Every command there is: the composer completes, lists and runs from this table alone. */
export const slashCommands: readonly SlashCommand[] = [
  {
    name: 'me',
    usage: '/me …',
    async run(ground, rest) {
      ground.send(`_${needed(ground, '/me …', rest).replaceAll('_', '\\_')}_`)
      return undefined
    },
  },
  {
    name: 'shrug',
    usage: '/shrug …',
    async run(ground, rest) {
      ground.send(`${rest} ¯\\\\\\_(ツ)\\_/¯`.trim())
      return undefined
    },
  },
  {
    name: 'topic',
    usage: '/topic …',
    run: ({ client, channelId, words }, topic) => client.call('channel.update', { channelId, topic }).then(said(words.did.topic)),
  },
  {
    name: 'invite',
    usage: '/invite @…',
    async run(ground, rest) {
      const people = await peopleIn(ground, handlesIn(needed(ground, '/invite @…', rest)))
      await ground.client.call('member.add', { channelId: ground.channelId, userIds: people.map(({ id }) => id) })
      return ground.words.did.invite
    },
  },
  {
    name: 'remind',
    usage: '/remind 20m …',
    async run(ground, rest) {
      const { at, rest: content } = planned(ground, '/remind 20m …', rest)
      await ground.client.call('reminder.create', { id: newId(), at, content })
      return ground.words.set(ground.formats.whole(at))
    },
  },
  {
    name: 'schedule',
    usage: '/schedule 9:00 …',
    async run(ground, rest) {
      const { at, rest: content } = planned(ground, '/schedule 9:00 …', rest)
      await ground.client.call('schedule.create', { id: newId(), channelId: ground.channelId, at, content })
      return ground.words.planned(ground.formats.whole(at))
    },
  },
  {
    name: 'poll',
    usage: '/poll "…" "…" "…"',
    async run(ground, rest) {
      const [question, ...options] = quotedIn(rest)
      if (question === undefined) ground.ask('poll', rest)
      else if (new Set(options).size < 2) throw wrong(ground.words.usage('/poll "…" "…" "…"'))
      else await ground.client.call('message.send', { id: newId(), channelId: ground.channelId, content: question, poll: { options: [...new Set(options)] } })
      return undefined
    },
  },
  {
    name: 'status',
    usage: '/status 🌴 …',
    async run({ client, words }, rest) {
      const emoji = EMOJI.exec(rest)?.[1] ?? ''
      const text = rest.replace(EMOJI, '').trim()
      await client.call('profile.update', { status: rest === '' ? null : { emoji, text, until: null } })
      return rest === '' ? words.did.unstatus : words.did.status
    },
  },
  {
    name: 'mute',
    usage: '/mute',
    run: ({ client, channelId, words }) => client.call('membership.update', { channelId, muted: true }).then(said(words.did.mute)),
  },
  {
    name: 'unmute',
    usage: '/unmute',
    run: ({ client, channelId, words }) => client.call('membership.update', { channelId, muted: false }).then(said(words.did.unmute)),
  },
  {
    name: 'leave',
    usage: '/leave',
    async run({ client, channelId, navigate }) {
      await client.call('channel.leave', { channelId })
      navigate('/')
      return undefined
    },
  },
  {
    name: 'dm',
    usage: '/dm @… …',
    async run(ground, rest) {
      const [, handle = '', content = ''] = /^@?(\S+)\s*([\s\S]*)$/.exec(needed(ground, '/dm @… …', rest)) ?? []
      const [person] = await peopleIn(ground, [handle])
      const { channel } = await ground.client.call('channel.direct', { userIds: person ? [person.id] : [] })
      if (content !== '') ground.client.send(channel.id, content)
      ground.goToChannel(channel.id)
      return undefined
    },
  },
  {
    name: 'search',
    usage: '/search …',
    async run({ navigate }, rest) {
      navigate(`/search?${new URLSearchParams({ q: rest })}`)
      return undefined
    },
  },
  {
    name: 'later',
    usage: '/later',
    async run({ navigate }) {
      navigate('/later')
      return undefined
    },
  },
  {
    name: 'shortcuts',
    usage: '/shortcuts',
    async run({ open }) {
      open('shortcuts')
      return undefined
    },
  },
  {
    name: 'help',
    usage: '/help',
    async run({ help }) {
      help()
      return undefined
    },
  },
]

/** What a command line asks: the name, whether it is one of ours, and what stands behind it. */
export function slashIn(text: string): { name: string; command: SlashCommand | undefined; rest: string } {
  const [, name = '', rest = ''] = /^\/([a-z]+)(?:\s+([\s\S]*))?$/i.exec(text.trimEnd()) ?? []
  return { name, command: slashCommands.find((one) => one.name === name.toLowerCase()), rest: rest.trim() }
}
