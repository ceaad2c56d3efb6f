import { existsSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { header, type MailServer } from '../../../backend/tests/notify/mail-server.ts'
import type { pushService } from '../../../backend/tests/notify/push-service.ts'
import { createChannel, type Person } from '../../people.ts'
import type { Chance } from '../../random.ts'
import { ask } from '../../rest.ts'
import { alive, type Ground, mend, until } from './nodes.ts'
import { type Step, steps } from './points.ts'

/** Where pushes and mails arrive. */
export interface Ears {
  mail: MailServer
  push: Awaited<ReturnType<typeof pushService>>
}

interface Scene extends Ground, Ears {
  folder: string
  ada: Person
  ben: Person
  chance: Chance
  say: (line: string) => void
}

export interface Told {
  kills: number
  pushes: number
  mails: number
  /** Of those, more than one for the same message. */
  repeats: { pushes: number; mails: number }
  wrong: readonly string[]
}

interface Telling {
  id: string
  words: string
}

export async function takePushes({ nodes, push }: Ground & Ears, { name, token }: Person): Promise<void> {
  await ask((await alive(nodes)).url, token, 'POST', '/api/push', { ...push.subscription, endpoint: `https://push.example.org/${name}` })
}

/** Ada is not there either: each reminder of hers reached her device and her mailbox, and what came again under one name. */
export async function judgeReminders({ postgres, push, mail }: Ground & Ears, rounds: number): Promise<string[]> {
  await until(
    'all reminders were told',
    async () => (await postgres.sql(`select id from jobs where kind in ('reminded', 'reminderMail')`, 'parley')).length === 0,
  )
  return Array.from({ length: rounds }, (_, at) => `round ${at + 1}`).flatMap((words) => {
    const pushed = push.heard.filter(({ notice }) => notice.title === 'Reminder' && notice.body === words).map(({ notice }) => notice.tag)
    const mailed = mail.mails.filter(({ raw }) => header(raw, 'subject') === `Reminder: ${words}`).map(({ raw }) => header(raw, 'message-id'))
    const names = [new Set(pushed).size, new Set(mailed).size]
    return names.every((count) => count === 1) ? [] : [`The reminder of ${words} was pushed under ${names[0]} names and mailed under ${names[1]}`]
  })
}

/** Ben is not there. Each message is pushed to his device and mailed to him, whoever dies on the way. */
export async function tellAll(scene: Scene, tellings: number): Promise<Told> {
  await takePushes(scene, scene.ben)
  const all: Telling[] = []
  for (let round = 1; round <= tellings; round++) {
    const step = steps[(round - 1) % steps.length] ?? 'said'
    const telling = await one(scene, step, round)
    all.push(telling)
    const { pushes, mails } = heardOf(scene, telling)
    scene.say(`${round} of ${tellings}, ${step}: ${pushes.length} pushed, ${mails.length} mailed`)
  }
  return judge(scene, all)
}

/** A message in a channel of its own, which nobody has been told of before; who comes to that step with it dies. */
async function one(scene: Scene, step: Step, round: number): Promise<Telling> {
  const { nodes, postgres, folder, ada, ben, chance } = scene
  const { url } = chance.pick(nodes)
  const channelId = await createChannel(url, ada, 'private', `pier ${round}`, [ben])
  const telling = { id: crypto.randomUUID(), words: `telling ${round};` }
  const doomed = join(folder, step === 'said' ? channelId : telling.id)
  writeFileSync(doomed, step)
  const body = { id: telling.id, content: `@ben ${telling.words}` }
  const sent = ask(url, ada.token, 'POST', `/api/channels/${channelId}/messages`, body)
  // Who dies before the answer leaves it open: sent again it is sent once (I4).
  await sent.catch(() =>
    until(`${telling.words} was sent`, async () => ask((await alive(nodes)).url, ada.token, 'POST', `/api/channels/${channelId}/messages`, body)),
  )
  await until(`somebody died at "${step}" with ${telling.words}`, async () => !existsSync(doomed))
  // What no job tells of is found at the next start.
  if (step === 'said') await mend(nodes)
  await until(`${telling.words} was told`, async () => {
    const { pushes, mails } = heardOf(scene, telling)
    if (pushes.length === 0 || mails.length === 0) return false
    const open = await postgres.sql(`select id from jobs where kind in ('notices', 'notice', 'mail') and due_at is not null`, 'parley')
    return open.length === 0
  })
  await mend(nodes)
  return telling
}

const heardOf = ({ push, mail }: Scene, { id, words }: Telling) => ({
  pushes: push.heard.filter(({ notice }) => notice.tag === id),
  mails: mail.mails.filter(({ raw }) => raw.includes(words)),
})

/** None lost; what came again came under the same name, so that devices and mailboxes show one. */
async function judge(scene: Scene, all: readonly Telling[]): Promise<Told> {
  const wrong: string[] = []
  const counts = { pushes: 0, mails: 0 }
  for (const telling of all) {
    const { pushes, mails } = heardOf(scene, telling)
    counts.pushes += pushes.length
    counts.mails += mails.length
    if (pushes.length === 0) wrong.push(`${telling.words} was not pushed`)
    if (mails.length === 0) wrong.push(`${telling.words} was not mailed`)
    if (new Set(pushes.map(({ headers }) => headers.topic)).size > 1) wrong.push(`${telling.words} was pushed under several topics`)
    if (new Set(mails.map(({ raw }) => header(raw, 'message-id'))).size > 1) wrong.push(`${telling.words} was mailed under several names`)
  }
  const open = await scene.postgres.sql(`select note from deliveries where state <> 'sent'`, 'parley')
  wrong.push(...open.map(({ note }) => `The log says that something did not go out: ${note}`))
  const repeats = { pushes: counts.pushes - all.length, mails: counts.mails - all.length }
  return { kills: all.length, ...counts, repeats, wrong }
}
