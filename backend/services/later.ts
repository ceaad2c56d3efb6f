import { type Answer, type Command, type Draft, LIMITS, type Reminder, type Saved, type Schedule } from '@parley/protocol'
import type { Actor } from '../models/actor.ts'
import type { Store } from '../store/store.ts'
import type { JobKinds } from './jobs.ts'
import type { Rates } from './rates.ts'

/** What a person keeps for later: messages to be sent, reminders, messages in sight, words begun. */
export class Later {
  readonly #store: Store
  readonly #rates: Rates
  constructor(deps: { store: Store; rates: Rates }) {
    this.#store = deps.store
    this.#rates = deps.rates
  }

  list = (me: Actor, { type, done = false, cursor }: Command<'later.list'>): Promise<Answer<'later.list'>> =>
    this.#store.read('later.list', { userId: me.userId, type, done, cursor, limit: LIMITS.pageRows })

  schedule = (me: Actor, { id, channelId, content, at, replyTo }: Command<'schedule.create'>): Promise<Schedule> =>
    this.#store.write('schedule.create', { userId: me.userId, id, channelId, content, at, replyTo })

  reschedule = (me: Actor, { scheduleId, content, at }: Command<'schedule.update'>): Promise<Schedule> =>
    this.#store.write('schedule.update', { userId: me.userId, id: scheduleId, content, at })

  unschedule = (me: Actor, scheduleId: string): Promise<Schedule> => this.#store.write('schedule.delete', { userId: me.userId, id: scheduleId })

  async sendNow(me: Actor, scheduleId: string): Promise<Schedule> {
    await this.#rates.send(me.userId)
    return this.#store.write('schedule.send', { userId: me.userId, id: scheduleId })
  }

  remind = (me: Actor, { id, at, content, messageId }: Command<'reminder.create'>): Promise<Reminder> =>
    this.#store.write('reminder.create', { userId: me.userId, id, at, content, messageId })

  changeReminder = (me: Actor, { reminderId, at, content, done }: Command<'reminder.update'>): Promise<Reminder> =>
    this.#store.write('reminder.update', { userId: me.userId, id: reminderId, at, content, done })

  forgetReminder = (me: Actor, reminderId: string): Promise<Reminder> => this.#store.write('reminder.delete', { userId: me.userId, id: reminderId })

  save = (me: Actor, { messageId, state }: Command<'saved.set'>): Promise<Saved> => this.#store.write('saved.set', { userId: me.userId, messageId, state })

  draft = (me: Actor, { channelId, content, replyTo }: Command<'draft.set'>): Promise<Draft> =>
    this.#store.write('draft.set', { userId: me.userId, channelId, content, replyTo })
}

/** The database decides whether a thing was done: trying costs nothing, and giving up would lose it. */
const ALWAYS = Number.MAX_SAFE_INTEGER

/** What happens when its time has come. */
export const laterJobs = (store: Store): JobKinds => ({
  schedule: { maxAttempts: ALWAYS, run: async ({ payload }) => (await store.write('schedule.fire', payload as { id: string })) ?? undefined },
  reminder: { maxAttempts: ALWAYS, run: async ({ payload }) => (await store.write('reminder.fire', payload as { id: string })) ?? undefined },
})
