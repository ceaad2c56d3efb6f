/** Somebody of Harbour Works. Those with an account can sign in; the others are history only. */
export interface Person {
  handle: string
  name: string
  account?: true
}

export const people = [
  { handle: 'ada', name: 'Ada Dunne', account: true },
  { handle: 'ben', name: 'Ben Okafor', account: true },
  { handle: 'mira', name: 'Mira Castellanos', account: true },
  { handle: 'tomas', name: 'Tomás Lindqvist', account: true },
  { handle: 'ines', name: 'Inês Ferreira', account: true },
  { handle: 'yuki', name: 'Yuki Tanaka' },
  { handle: 'jonas', name: 'Jonas Brandt' },
  { handle: 'priya', name: 'Priya Raman', account: true },
  { handle: 'luc', name: 'Luc Moreau' },
  { handle: 'hanne', name: 'Hanne Visser' },
  { handle: 'sam', name: 'Sam Adeyemi' },
  { handle: 'noor', name: 'Noor Haddad' },
  { handle: 'harbourmaster', name: 'Harbourmaster' },
] as const satisfies readonly Person[]

export type Handle = (typeof people)[number]['handle']

export interface Place {
  /** Names its file in `words/`. */
  key: string
  kind: 'public' | 'private' | 'direct'
  name?: string
  topic?: string
  members: readonly Handle[]
  /** About how many messages six weeks of it hold. */
  messages: number
}

const everybody = people.map((person) => person.handle)
const makers = ['ada', 'ben', 'tomas', 'yuki', 'jonas', 'sam', 'mira', 'priya'] as const

/** Where they talk. #general is there already. */
export const places: readonly Place[] = [
  { key: 'general', kind: 'public', members: everybody, messages: 320 },
  { key: 'launch', kind: 'public', name: 'launch', topic: 'Berth 1.0 goes live in Aveiro on {launchday}', members: everybody, messages: 360 },
  { key: 'engine-room', kind: 'public', name: 'engine-room', topic: 'Code, databases and other weather', members: [...makers, 'harbourmaster'], messages: 500 },
  { key: 'support', kind: 'public', name: 'support', topic: 'Every port that is stuck gets an answer within the hour', members: everybody, messages: 500 },
  { key: 'deploys', kind: 'public', name: 'deploys', topic: 'What went out, and when it came back', members: [...makers, 'harbourmaster'], messages: 320 },
  { key: 'design', kind: 'public', name: 'design', topic: 'Less of it, and better', members: ['ada', 'mira', 'yuki', 'priya', 'hanne', 'ben'], messages: 230 },
  {
    key: 'reading-club',
    kind: 'public',
    name: 'reading-club',
    topic: 'November: The Log from the Sea of Cortez',
    members: ['ada', 'noor', 'sam', 'mira', 'jonas', 'hanne'],
    messages: 110,
  },
  { key: 'random', kind: 'public', name: 'random', topic: 'Bread, boats and birds', members: everybody, messages: 230 },
  { key: 'founders', kind: 'private', name: 'founders', topic: 'Ada, Ben and the numbers', members: ['ada', 'ben', 'noor'], messages: 90 },
  {
    key: 'hiring',
    kind: 'private',
    name: 'hiring',
    topic: 'One backend, one customer success',
    members: ['ada', 'noor', 'ben', 'tomas', 'ines'],
    messages: 70,
  },
  { key: 'ada-ben', kind: 'direct', members: ['ada', 'ben'], messages: 95 },
  { key: 'ada-mira', kind: 'direct', members: ['ada', 'mira'], messages: 70 },
  { key: 'ada-ines', kind: 'direct', members: ['ada', 'ines'], messages: 50 },
  { key: 'ada-luc', kind: 'direct', members: ['ada', 'luc'], messages: 30 },
  { key: 'ada-ben-priya', kind: 'direct', members: ['ada', 'ben', 'priya'], messages: 60 },
  { key: 'ben-tomas', kind: 'direct', members: ['ben', 'tomas'], messages: 50 },
]
