import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Later, Message } from '@parley/protocol'
import { MailServer } from '../../../backend/tests/notify/mail-server.ts'
import { pushService } from '../../../backend/tests/notify/push-service.ts'
import { createChannel, type Person, register } from '../../people.ts'
import { Chance } from '../../random.ts'
import { ask } from '../../rest.ts'
import { temporaryFolder } from '../../server.ts'
import type { Node } from '../cluster/node.ts'
import { alive, mend, threeNodes, until } from './nodes.ts'
import { deeds } from './points.ts'
import { judgeReminders, type Told, takePushes, tellAll } from './told.ts'

/** Long enough for a busy machine to plan both before their time has come. */
const AHEAD_MS = 2_500

interface Asked {
  kills: number
  /** Messages that are pushed and mailed; somebody dies with each. */
  tellings: number
  seed: number
  say?: (line: string) => void
}

export interface Verdict {
  seconds: number
  /** Milliseconds from its time to when it was there, in spite of the death of who held it. */
  late: readonly number[]
  told: Told
  /** What is wrong, in words. */
  wrong: readonly string[]
}

interface Scene {
  nodes: readonly Node[]
  folder: string
  ada: Person
  channelId: string
  chance: Chance
}

interface Planned {
  id: string
  at: number
}

/**
 * Three nodes; each of `kills` messages and as many reminders are planned, and who does one of the two dies with it, before the deed or after it.
 * Then `tellings` messages to somebody who is not there, and a death at some step of the way to their device and their mailbox.
 */
export async function later({ kills, tellings, seed, say = () => {} }: Asked): Promise<Verdict> {
  const startedAt = performance.now()
  const chance = new Chance(seed)
  await using ending = new AsyncDisposableStack()
  const folder = ending.use(temporaryFolder('later')).path
  const [mail, push] = [ending.use(await MailServer.start()), ending.use(await pushService())]
  const settings = { SMTP_URL: mail.url, PUBLIC_URL: 'https://chat.example.org', PARLEY_PUSHES: push.endpoint }
  const { nodes, postgres } = await threeNodes(ending, folder, chance, settings)
  const url = nodes[0]?.url ?? ''
  const [ada, ben] = await register(url, ['Ada', 'Ben'])
  if (!ada || !ben) throw new Error('Nobody registered')
  const scene: Scene = { nodes, folder, ada, channelId: await createChannel(url, ada, 'private', 'harbour', []), chance }

  await takePushes({ nodes, postgres, mail, push }, ada)
  const before = await ownClock(scene)
  const late: number[] = []
  for (let round = 1; round <= kills; round++) {
    late.push(await one(scene, round))
    say(`${round} of ${kills}: ${late.at(-1)} ms after its time`)
  }
  const wrong = await judge(scene, kills, (await ownClock(scene)) - before)
  wrong.push(...(await judgeReminders({ nodes, postgres, mail, push }, kills)))
  const told = await tellAll({ nodes, postgres, folder, ada, ben, mail, push, chance, say }, tellings)
  return { seconds: (performance.now() - startedAt) / 1_000, late, told, wrong: [...wrong, ...told.wrong] }
}

/** One message and one reminder for the same moment; who does the one that is doomed dies. Answers how late the last of both was. */
async function one(scene: Scene, round: number): Promise<number> {
  const { nodes, folder, ada, channelId, chance } = scene
  const at = Date.now() + AHEAD_MS
  const [schedule, reminder]: [Planned, Planned] = [
    { id: crypto.randomUUID(), at },
    { id: crypto.randomUUID(), at },
  ]
  const doomed = join(folder, (round % 2 === 0 ? schedule : reminder).id)
  writeFileSync(doomed, deeds[round % 4 < 2 ? 0 : 1])
  const { url } = chance.pick(nodes)
  await ask(url, ada.token, 'POST', '/api/schedules', { ...schedule, channelId, content: `round ${round}` })
  await ask(url, ada.token, 'POST', '/api/reminders', { ...reminder, content: `round ${round}` })
  await until(`somebody died in round ${round}`, async () => !existsSync(doomed))
  const lateMs = await until(`round ${round} was done`, async () => {
    const living = await alive(nodes)
    const open = (await Promise.all([list(living, ada, 'schedule'), list(living, ada, 'reminder')])).flat()
    return !open.some(({ id, ...row }) => [schedule.id, reminder.id].includes(id) && 'state' in row && row.state === 'waiting') && Date.now() - at
  })
  await mend(nodes)
  return lateMs
}

const list = async (node: Node, ada: Person, type: Later['type']): Promise<Later[]> =>
  (await ask<{ rows: Later[] }>(node.url, ada.token, 'GET', `/api/later/${type}`)).rows

const ownClock = async ({ nodes, ada }: Scene): Promise<number> =>
  (await ask<{ me: number }>((await alive(nodes)).url, ada.token, 'POST', '/api/sync', { me: 0 })).me

/** Each message once. A planned message ticks its author's clock three times (planned, sent, read), a reminder twice: what happened again would show. */
async function judge({ nodes, ada, channelId }: Scene, rounds: number, ticks: number): Promise<string[]> {
  const node = await alive(nodes)
  const found: Message[] = []
  for (let after = 0; ; ) {
    const { messages } = await ask<{ messages: Message[] }>(node.url, ada.token, 'GET', `/api/messages?channel=${channelId}&after=${after}&limit=100`)
    found.push(...messages)
    if (messages.length === 0) break
    after = messages.at(-1)?.seq ?? 0
  }
  const times = (content: string): number => found.filter((message) => message.content === content).length
  const wrong = Array.from({ length: rounds }, (_, at) => `round ${at + 1}`).flatMap((content) =>
    times(content) === 1 ? [] : [`${content} was sent ${times(content)} times`],
  )
  if (ticks !== rounds * 5) wrong.push(`Ada's clock moved by ${ticks} and not by ${rounds * 5}: something happened twice or not at all`)
  return wrong
}
