import { hash } from 'node:crypto'
import { decideReminder } from '@parley/protocol/notice'
import { reminderBatch } from '../../store/ops/deliveries.ts'
import type { ReminderFacts } from '../../store/ops/reminder-facts.ts'
import { aboutNothing, type Delivery } from './devices.ts'
import { reminderLetter, reminderNotice } from './letters.ts'
import { mailTime, type TellerDeps, type Why } from './teller.ts'

/** A reminder at one of the times that it fired. */
export interface Firing {
  userId: string
  id: string
  firedAt: number
}

/** Tells who is not looking that the time of a reminder has come: pushed at once, and mailed where nobody says that it is done. */
export class Reminding {
  readonly #deps: TellerDeps
  constructor(deps: TellerDeps) {
    this.#deps = deps
  }

  /** What is so, and what follows from it; null for who has no such reminder. */
  async look({ userId, id }: Pick<Firing, 'userId' | 'id'>): Promise<{ facts: ReminderFacts; decision: Why } | null> {
    const facts = await this.#deps.store.read('reminder.facts', { userId, id })
    if (!facts) return null
    const { reminder, devices, email, preferences } = facts
    const mailable = email !== null && this.#deps.mailer !== undefined
    const presence = this.#deps.presence.state(userId)
    return { facts, decision: decideReminder({ now: Date.now(), state: reminder.state, presence, devices: devices.length, mailable, preferences }) }
  }

  /** A push now, and a mail for later. */
  async tell(firing: Firing, signal: AbortSignal): Promise<void> {
    const looked = await this.#still(firing)
    if (!looked) return
    const { facts, decision } = looked
    const { userId, id, firedAt } = firing
    if (decision.mail) {
      const dueAt = mailTime(firedAt, facts.preferences)
      await this.#deps.store.write('job.put', {
        jobs: [{ id: `reminderMail ${id} ${firedAt}`, kind: 'reminderMail', dueAt, payload: { userId, id, firedAt } }],
      })
    }
    if (decision.push) await this.#deps.devices.push(facts.devices, reminderNotice(facts), { about: aboutNothing, batch: reminderBatch(id, firedAt) }, signal)
  }

  /** Nobody said "done" for as long as mails wait. Tried again it is the same mail. */
  async mail(firing: Firing): Promise<void> {
    const { store, mailer, home, leaving } = this.#deps
    const looked = await this.#still(firing)
    const to = looked?.facts.email
    if (!looked?.decision.mail || !mailer || !to) return
    const batch = reminderBatch(firing.id, firing.firedAt)
    const row: Delivery = { id: hash('sha256', `mail ${batch}`), user_id: firing.userId, way: 'mail', batch, ...aboutNothing, state: 'sending', note: '' }
    await store.write('delivery.put', { rows: [row] })
    try {
      await mailer.send(reminderLetter(looked.facts, { to, home, batch, stop: await leaving.linkFor(firing.userId) }))
    } catch (failure) {
      const note = failure instanceof Error ? failure.message.slice(0, 200) : 'failed'
      await store.write('delivery.put', { rows: [{ ...row, note }] })
      throw failure
    }
    await store.write('delivery.put', { rows: [{ ...row, state: 'sent', note: to }] })
  }

  /** Null where it was set for another time, done with, or deleted since. */
  async #still(firing: Firing) {
    const looked = await this.look(firing)
    return looked?.facts.reminder.firedAt === firing.firedAt && looked.facts.reminder.state === 'fired' ? looked : null
  }
}
