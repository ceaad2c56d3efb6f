import { z } from 'zod'
import type { ErrorCode, Retry } from './errors.ts'

/** What a client sends: one JSON object a text frame. Unknown fields are ignored. */
export const requestSchema = z.object({
  /** Chosen by the client; the answer names it in `re`. */
  id: z.int().min(0),
  type: z.string().max(64),
  data: z.unknown().optional(),
})
export type Request = z.infer<typeof requestSchema>

/** Why a request failed, in the same words as the problem document of REST. */
export interface Failure {
  code: ErrorCode
  message: string
  retry: Retry
  /** Milliseconds to wait before trying again. */
  retryMs?: number
}

/** The answer to a request, after its durable commit. */
export type Reply = { re: number; data: unknown } | { re: number | null; error: Failure }
