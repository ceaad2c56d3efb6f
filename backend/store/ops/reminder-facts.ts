import type { Message, Preferences, Reminder } from '@parley/protocol'
import { toReminder } from '../later-rows.ts'
import type { View } from '../tx.ts'
import { get } from './pages.ts'
import { get as preferencesOf } from './preferences.ts'
import { devices, type Subscription } from './push.ts'

/** All that decides how somebody is told of a reminder of theirs, but how they are there just now. */
export interface ReminderFacts {
  reminder: Reminder
  /** What it is about, if they may still read it. */
  message: Message | null
  devices: Subscription[]
  email: string | null
  preferences: Preferences
}

/** For its owner; null for all others, and for who is not let in any more. */
export async function reminderFacts(view: View, { userId, id }: { userId: string; id: string }): Promise<ReminderFacts | null> {
  const row = await view.db.selectFrom('reminders').selectAll().where('id', '=', id).where('user_id', '=', userId).executeTakeFirst()
  const user = await view.db.selectFrom('users').select('email').where('id', '=', userId).where('deactivated_at', 'is', null).executeTakeFirst()
  if (!row || !user) return null
  return {
    reminder: toReminder(row),
    message: row.message_id === null ? null : await messageFor(view, userId, row.message_id),
    devices: await devices(view, { userId }),
    email: user.email,
    preferences: await preferencesOf(view, { userId }),
  }
}

async function messageFor(view: View, userId: string, messageId: string): Promise<Message | null> {
  const message = await get(view, { userId, messageId }).catch(() => null)
  return message?.deleted ? null : message
}
