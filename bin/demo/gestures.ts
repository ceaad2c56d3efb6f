import type { Message } from '@parley/protocol'
import { uuidv7 } from 'uuidv7'
import type { Api, As } from './api.ts'
import { MINUTE_MS } from './calendar.ts'
import { flags } from './flags.ts'
import type { Handle } from './people.ts'

/** Where something was said that others answered without a new line of their own: by an emoji, in a thread, by a pin. */
interface Answered {
  where: string
  /** How the message begins. */
  words: string
  emoji?: Record<string, Handle[]>
  title?: string
  replies?: [Handle, string][]
  pinnedBy?: Handle
}

const answered: Answered[] = [
  { where: 'launch', words: 'Bilhetes comprados.', emoji: { '\u{1F370}': ['mira', 'ben', 'tomas', 'priya'] } },
  { where: 'launch', words: 'Priya permits.', emoji: { '\u{1F602}': ['ben', 'ines'], ':pilot_aboard:': ['tomas', 'mira'] } },
  {
    where: 'launch',
    words: 'Three things:',
    pinnedBy: 'priya',
    title: 'The last three things',
    replies: [
      ['ben', 'Toner is here, two boxes. One of them is for Aveiro.'],
      ['ines', 'Laminated, twice: it rained on the first.'],
      ['priya', 'Then only the night crew is left. @ada, does the cat come too?'],
    ],
  },
  {
    where: 'launch',
    words: 'The screens said',
    emoji: { '\u{1F44F}': ['ada', 'mira', 'priya', 'ines'], '\u2764\uFE0F': ['ben', 'ada'] },
    replies: [
      ['priya', 'Can the gate display say it as well?'],
      ['tomas', 'It does, since this morning. In yellow, so that the night crew sees it.'],
    ],
  },
  { where: 'launch', words: 'The drawer test', emoji: { '\u{1F5C4}\uFE0F': ['ada', 'tomas', 'ben'] } },
  { where: 'design', words: 'That is a real rule.', emoji: { '\u{1F440}': ['ben', 'priya'] } },
  { where: 'design', words: 'From watching my aunt', emoji: { '\u{1F602}': ['ada', 'priya'], '\u{1F6D7}': ['ben'] } },
  { where: 'general', words: 'For what it is worth', emoji: { '\u{1F30A}': ['ada', 'ben', 'priya', 'tomas'] } },
]

const statuses: Partial<Record<Handle, { emoji: string; text: string }>> = {
  mira: { emoji: '\u26F4\uFE0F', text: 'On the ferry until four' },
  ben: { emoji: '\u{1F3A7}', text: 'Deep in the plan' },
  ines: { emoji: '\u{1F3E0}', text: 'From home today' },
}

const poll = { content: 'Which blue is the start page?', poll: { options: ['Five in the morning', 'Deep harbour', 'Paper boat'] } }
const votes: Partial<Record<Handle, number>> = { priya: 0, ben: 1, mira: 0 }

/** What people do to each other's messages, and what Ada keeps for later. */
export async function makeGestures(as: As, channels: ReadonlyMap<string, string>): Promise<void> {
  for (const [name, picture] of Object.entries(flags)) await as('mira').post('/api/emoji', { name, picture })
  const recent = new Map<string, Message[]>()
  for (const where of ['launch', 'design', 'general']) recent.set(where, await latest(as('ada'), channels.get(where)))
  for (const one of answered) {
    const message = recent.get(one.where)?.findLast(({ content }) => content.startsWith(one.words))
    if (!message) throw new Error(`Nobody said "${one.words}" in #${one.where} lately`)
    await answer(as, message.id, one)
  }
  for (const [who, status] of Object.entries(statuses)) await as(who as Handle).patch('/api/user', { status: { ...status, until: null } })
  await askAll(as, channels.get('design'))
  await keepForLater(as('ada'), channels, recent)
}

const latest = async (reader: Api, channelId: string | undefined): Promise<Message[]> =>
  (await reader.get<{ messages: Message[] }>(`/api/channels/${channelId}/messages?limit=100`)).messages

async function answer(as: As, id: string, { emoji = {}, replies = [], title, pinnedBy }: Answered): Promise<void> {
  for (const [each, people] of Object.entries(emoji))
    for (const who of people) await as(who).put(`/api/messages/${id}/reactions/${encodeURIComponent(each)}`, { on: true })
  let thread: string | undefined
  for (const [who, content] of replies) thread = (await as(who).post<Message>(`/api/messages/${id}/replies`, { content })).channelId
  if (title && thread) await as('priya').patch(`/api/threads/${thread}`, { title })
  if (pinnedBy) await as(pinnedBy).put(`/api/messages/${id}/pin`, { on: true })
}

async function askAll(as: As, channelId: string | undefined): Promise<void> {
  const { id } = await as('mira').post<Message>(`/api/channels/${channelId}/messages`, poll)
  for (const [who, choice] of Object.entries(votes)) await as(who as Handle).put(`/api/messages/${id}/vote`, { choices: [choice] })
}

async function keepForLater(ada: Api, channels: ReadonlyMap<string, string>, recent: ReadonlyMap<string, Message[]>): Promise<void> {
  const beginning = (where: string, words: string): string => recent.get(where)?.findLast(({ content }) => content.startsWith(words))?.id ?? ''
  await ada.put(`/api/messages/${beginning('launch', 'The screens said')}/saved`, { state: 'todo' })
  await ada.put(`/api/messages/${beginning('general', 'For what it is worth')}/saved`, { state: 'todo' })
  const at = Date.now() + 23 * 60 * MINUTE_MS
  await ada.post('/api/reminders', { id: uuidv7(), at, content: 'Ask Sr. Almeida about the name of the cat' })
  await ada.post('/api/schedules', { id: uuidv7(), channelId: channels.get('general'), content: 'Good morning! The checklist is closed. Two days.', at })
  await ada.put(`/api/channels/${channels.get('reading-club')}/draft`, { content: 'I am at the tide pools and in no hurry to' })
}
