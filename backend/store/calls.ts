import { ChatError, type ErrorCode } from '@parley/protocol'
import type { Change } from './change.ts'

/** What crosses the line between the event loop and a store thread. */
export interface Call {
  id: number
  op: string
  input: unknown
}

export type Outcome =
  | { id: number; ok: unknown }
  | { id: number; failed: { code: ErrorCode; message: string; retryMs: number | undefined } }
  | { id: number; broke: string }

export type FromThread =
  | { type: 'ready'; info: unknown }
  | { type: 'refused'; message: string }
  | { type: 'done'; outcomes: Outcome[]; changes: Change[] }
  | { type: 'fatal'; reason: string }

export function outcomeOf(id: number, failure: unknown): Outcome {
  if (failure instanceof ChatError) return { id, failed: { code: failure.code, message: failure.message, retryMs: failure.retryMs } }
  return { id, broke: failure instanceof Error ? (failure.stack ?? failure.message) : String(failure) }
}
