import type { Draft, Reminder, Saved, Schedule } from '@parley/protocol'
import type { Selectable } from 'kysely'
import type { DraftsTable, RemindersTable, SavedTable, SchedulesTable } from './tables.ts'

export type ScheduleRow = Selectable<SchedulesTable>
export type ReminderRow = Selectable<RemindersTable>
export type SavedRow = Selectable<SavedTable>
export type DraftRow = Selectable<DraftsTable>

/** What a person keeps for later, as they see it. */
export const toSchedule = (row: ScheduleRow): Schedule => ({
  type: 'schedule',
  id: row.id,
  channelId: row.channel_id,
  content: row.content,
  replyTo: row.reply_to,
  at: row.at,
  state: row.state,
  messageId: row.message_id,
  reason: row.reason,
  rev: row.urev,
})

export const toReminder = (row: ReminderRow): Reminder => ({
  type: 'reminder',
  id: row.id,
  channelId: row.channel_id,
  messageId: row.message_id,
  content: row.content,
  at: row.at,
  state: row.state,
  firedAt: row.fired_at,
  rev: row.urev,
})

export const toSaved = (row: SavedRow): Saved => ({
  type: 'saved',
  id: row.message_id,
  channelId: row.channel_id,
  state: row.state,
  savedAt: row.saved_at,
  rev: row.urev,
})

export const toDraft = (row: DraftRow): Draft => ({
  type: 'draft',
  id: row.channel_id,
  content: row.content,
  replyTo: row.reply_to,
  editedAt: row.edited_at,
  rev: row.urev,
})
