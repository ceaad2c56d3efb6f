import { hash } from 'node:crypto'
import { type Answer, LIMITS } from '@parley/protocol'
import { decide } from '@parley/protocol/notice'
import type { DeliveryRow } from '../../store/ops/deliveries.ts'
import type { Facts } from '../../store/ops/notices.ts'
import type { Store } from '../../store/store.ts'
import type { Presence } from '../presence.ts'
import { letterOf, noticeOf } from './letters.ts'
import type { Mailer } from './mailer.ts'
import type { Notice, Pusher } from './pusher.ts'

interface Deps {
  store: Store
  presence: Pick<Presence, 'state'>
  pusher: Pusher
  mailer: Mailer | undefined
  /** Where people find this Parley, for links in mails. */
  home: string
}

type Delivery = Omit<DeliveryRow, 'at'>
type Why = Omit<Answer<'notification.why'>, 'deliveries'>

const MINUTE_MS = 60_000
const LOST = new AbortController().signal

/** Tells people who are not looking, and says why. What decides is one function, with what is so at this moment. */
export class Teller {
  readonly #deps: Deps
  constructor(deps: Deps) {
    this.#deps = deps
  }

  get mails(): boolean {
    return this.#deps.mailer !== undefined
  }
  publicKey = (): Promise<string> => this.#deps.pusher.publicKey()

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
      const dueAt = (Math.ceil(createdAt / MINUTE_MS) + facts.preferences.mailAfter) * MINUTE_MS
      // Whatever is unread in that minute is one mail.
      await this.#deps.store.write('job.put', {
        jobs: [{ id: `mail:${userId}:${channelId}:${dueAt / MINUTE_MS}`, kind: 'mail', dueAt, payload: { userId, channelId } }],
      })
    }
    if (decision.push) await this.#push(facts.devices, noticeOf(facts), { channel_id: channelId, message_id: messageId, seq }, signal)
  }

  /** To each device once; what failed is tried again as a whole, and shown once. */
  async #push(devices: Facts['devices'], notice: Notice, about: Pick<Delivery, 'channel_id' | 'message_id' | 'seq'>, signal: AbortSignal): Promise<void> {
    const failures: unknown[] = []
    for (const device of devices) {
      const host = new URL(device.endpoint).host
      const row: Delivery = {
        id: hash('sha256', `${notice.tag} ${device.id}`),
        user_id: device.user_id,
        way: 'push',
        batch: notice.tag,
        ...about,
        state: 'sent',
        note: host,
      }
      try {
        if ((await this.#deps.pusher.push(device, notice, signal)) === 'gone') Object.assign(row, { state: 'failed', note: `${host}: the device is gone` })
      } catch (failure) {
        failures.push(failure)
        Object.assign(row, { state: 'failed', note: `${host}: ${failure instanceof Error ? failure.message : 'failed'}` })
      }
      await this.#deps.store.write('delivery.put', { rows: [row] })
    }
    if (failures.length > 0) throw failures[0]
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
    const { store, mailer, home } = this.#deps
    const [first] = rows
    if (!first || !mailer) return
    const found = await Promise.all(rows.map(({ user_id, message_id }) => store.read('notice.facts', { userId: user_id, messageId: message_id ?? '' })))
    const facts = found.filter((each) => each !== null).filter(({ message }) => !message.deleted)
    const to = facts[0]?.email
    const end = (state: Delivery['state'], note: string) => store.write('delivery.put', { rows: rows.map((row) => ({ ...row, state, note })) })
    if (!to) return void (await end('failed', 'There is nothing left to tell'))
    try {
      await mailer.send(letterOf(facts, { to, home, batch: first.batch }))
    } catch (failure) {
      await end('sending', failure instanceof Error ? failure.message.slice(0, 200) : 'failed')
      throw failure
    }
    await end('sent', to)
  }

  /** To all devices and by mail, now: whoever asks sees whether it comes. */
  async test(userId: string): Promise<void> {
    const { store, mailer, home } = this.#deps
    const email = await store.read('notice.email', { userId })
    const tag = `test ${userId} ${Date.now()}`
    const about = { channel_id: null, message_id: null, seq: null }
    const devices = await store.read('push.devices', { userId })
    await this.#push(devices, { title: 'Parley', body: 'This is how a notification looks.', path: '/settings/notifications', tag }, about, LOST).catch(() => {})
    if (!mailer || !email) return
    const row: Delivery = { id: hash('sha256', tag), user_id: userId, way: 'mail', batch: tag, ...about, state: 'sent', note: email }
    const host = new URL(home).hostname
    const words = 'This is how a mail of Parley looks.'
    const stop = `${home}/settings/notifications`
    const mail = {
      to: email,
      subject: 'Parley',
      text: words,
      html: `<p>${words}</p>`,
      messageId: `<${row.id.slice(0, 32)}@${host}>`,
      thread: `<test@${host}>`,
      stop,
    }
    await mailer.send(mail).catch((failure: Error) => Object.assign(row, { state: 'failed', note: failure.message.slice(0, 200) }))
    await store.write('delivery.put', { rows: [row] })
  }
}
