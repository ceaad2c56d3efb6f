import { hash } from 'node:crypto'
import { type Answer, LIMITS, type Preferences } from '@parley/protocol'
import { decide } from '@parley/protocol/notice'
import type { Facts } from '../../store/ops/notices.ts'
import type { Store } from '../../store/store.ts'
import type { Presence } from '../presence.ts'
import { aboutNothing, type Delivery, type Devices } from './devices.ts'
import type { Leaving } from './leaving.ts'
import { letterOf, noticeOf, testLetter } from './letters.ts'
import type { Mailer } from './mailer.ts'

export interface TellerDeps {
  store: Store
  presence: Pick<Presence, 'state'>
  devices: Devices
  mailer: Mailer | undefined
  /** Where people find this Parley, for links in mails. */
  home: string
  leaving: Leaving
}

export type Why = Omit<Answer<'notification.why'>, 'deliveries'>

const MINUTE_MS = 60_000

/** When what has been unread since then is mailed: whatever is unread in that minute is one mail. */
export const mailTime = (since: number, { mailAfter }: Pick<Preferences, 'mailAfter'>): number => (Math.ceil(since / MINUTE_MS) + mailAfter) * MINUTE_MS

const LOST = new AbortController().signal

/** Tells people who are not looking, and says why. What decides is one function, with what is so at this moment. */
export class Teller {
  readonly #deps: TellerDeps
  constructor(deps: TellerDeps) {
    this.#deps = deps
  }

  get mails(): boolean {
    return this.#deps.mailer !== undefined
  }
  publicKey = (): Promise<string> => this.#deps.devices.publicKey()

  /** What is so, and what follows from it; null for who may not read it. */
  async look(userId: string, messageId: string): Promise<{ facts: Facts; decision: Why } | null> {
    const facts = await this.#deps.store.read('notice.facts', { userId, messageId })
    if (!facts) return null
    const { message, place, named, membership, read, devices, email, preferences } = facts
    const decision = decide({
      now: Date.now(),
      message: { isOwn: message.authorId === userId, deleted: message.deleted, content: message.content, priority: message.priority?.level ?? null, named },
      place,
      membership,
      read,
      // Where it is looked at it is read within a second, and this is asked later.
      open: false,
      presence: this.#deps.presence.state(userId),
      devices: devices.length,
      mailable: email !== null && this.mails,
      preferences,
    })
    return { facts, decision }
  }

  /** One message to one person: pushes now, and a mail for later. */
  async tell({ userId, messageId }: { userId: string; messageId: string }, signal: AbortSignal): Promise<void> {
    const looked = await this.look(userId, messageId)
    if (!looked) return
    const { facts, decision } = looked
    const { channelId, createdAt, seq } = facts.message
    if (decision.mail) {
      const dueAt = mailTime(createdAt, facts.preferences)
      await this.#deps.store.write('job.put', {
        jobs: [{ id: `mail:${userId}:${channelId}:${dueAt / MINUTE_MS}`, kind: 'mail', dueAt, payload: { userId, channelId } }],
      })
    }
    const about = { channel_id: channelId, message_id: messageId, seq }
    if (decision.push) await this.#deps.devices.push(facts.devices, noticeOf(facts), { about }, signal)
  }

  /** What stayed unread of one conversation, in one mail. What was begun goes again as it was, under the same name. */
  async mail({ userId, channelId }: { userId: string; channelId: string }): Promise<void> {
    const { store } = this.#deps
    const begun = await store.read('delivery.begun', { userId, channelId })
    if (begun.length > 0) return this.#send(begun)
    const unread = await store.read('notice.unread', { userId, channelId })
    const rows: Delivery[] = []
    for (const { id, seq } of unread.toReversed()) {
      const looked = await this.look(userId, id)
      if (!looked?.decision.mail) continue
      rows.push({
        id: hash('sha256', `mail ${userId} ${id}`),
        user_id: userId,
        way: 'mail',
        batch: '',
        channel_id: channelId,
        message_id: id,
        seq,
        state: 'sending',
        note: '',
      })
    }
    const shown = rows.slice(-LIMITS.mailMessages)
    const batch = `${userId} ${shown.map(({ message_id }) => message_id).join(' ')}`
    for (const row of shown) row.batch = batch
    if (shown.length === 0) return
    await store.write('delivery.put', { rows: shown })
    await this.#send(shown)
  }

  async #send(rows: readonly Delivery[]): Promise<void> {
    const { store, mailer, home, leaving } = this.#deps
    const [first] = rows
    if (!first || !mailer) return
    const found = await Promise.all(rows.map(({ user_id, message_id }) => store.read('notice.facts', { userId: user_id, messageId: message_id ?? '' })))
    const facts = found.filter((each) => each !== null).filter(({ message }) => !message.deleted)
    const to = facts[0]?.email
    const end = (state: Delivery['state'], note: string) => store.write('delivery.put', { rows: rows.map((row) => ({ ...row, state, note })) })
    if (!to) return void (await end('failed', 'There is nothing left to tell'))
    try {
      await mailer.send(letterOf(facts, { to, home, batch: first.batch, stop: await leaving.linkFor(first.user_id) }))
    } catch (failure) {
      await end('sending', failure instanceof Error ? failure.message.slice(0, 200) : 'failed')
      throw failure
    }
    await end('sent', to)
  }

  /** To all devices and by mail, now: whoever asks sees whether it comes. */
  async test(userId: string): Promise<void> {
    const { store, devices, mailer, home, leaving } = this.#deps
    const email = await store.read('notice.email', { userId })
    const tag = `test ${userId} ${Date.now()}`
    const notice = { title: 'Parley', body: 'This is how a notification looks.', path: '/settings/notifications', tag }
    await devices.push(await store.read('push.devices', { userId }), notice, { about: aboutNothing }, LOST).catch(() => {})
    if (!mailer || !email) return
    const row: Delivery = { id: hash('sha256', tag), user_id: userId, way: 'mail', batch: tag, ...aboutNothing, state: 'sent', note: email }
    const mail = testLetter({ to: email, home, batch: tag, stop: await leaving.linkFor(userId) })
    await mailer.send(mail).catch((failure: Error) => Object.assign(row, { state: 'failed', note: failure.message.slice(0, 200) }))
    await store.write('delivery.put', { rows: [row] })
  }
}
