import type { Head } from '@parley/protocol'
import type { Api, As } from './api.ts'
import type { Handle } from './people.ts'

/** Said after the import, by the people themselves: these are what Ada has not read yet. */
const news: { who: Handle; where: string; words: string }[] = [
  {
    who: 'mira',
    where: 'launch',
    words: '@ada can you look at the onboarding page when you have a minute? I moved the invite above the profile, because nobody plans a harbour alone.',
  },
  { who: 'tomas', where: 'launch', words: 'Agreed with Mira. I will keep the old order behind a flag until the launch, then delete it.' },
  { who: 'tomas', where: 'engine-room', words: 'The drawing is in docs/night-shift.md now, with both clocks.' },
  { who: 'ben', where: 'engine-room', words: 'Read it twice. Nothing to add, which is the nicest thing I can say about a document.' },
  { who: 'tomas', where: 'engine-room', words: 'I will take the rest of the day off, then, and look at the sea.' },
  { who: 'ines', where: 'support', words: 'Aveiro again, good news: toner has arrived, and they printed the plan for fun. Sr. Almeida signed it.' },
  {
    who: 'mira',
    where: 'ada',
    words: 'The photograph for the start page is here. It is the harbour at five in the morning, and it is exactly the blue that we have.',
  },
]

/** Sends the news and makes #deploys quiet for Ada. */
export async function sayTheNews(as: As, channels: ReadonlyMap<string, string>): Promise<void> {
  await as('ada').patch(`/api/channels/${channels.get('deploys')}/membership`, { muted: true })
  for (const { who, where, words } of news)
    await as(who).post('/api/message', { content: words, channel: where === 'ada' ? await directWithAda(as(who), as('ada')) : where })
}

async function directWithAda(sender: Api, ada: Api): Promise<string> {
  const { user } = await ada.get<{ user: { id: string } }>('/api/user')
  const { channel } = await sender.post<Head>('/api/channels/direct', { userIds: [user.id] })
  return channel.id
}
